package io.narsil.cli.detection;

import io.narsil.config.UserException;
import io.narsil.detector.DetectorForm;
import io.narsil.runner.TrainRequest;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a detector has beside its backbone. */
public final class DetectorOptions {
    private static final int MOST_CHANNELS = 1024;
    private static final int MOST_CONVOLUTIONS = 16;

    @Option(
            names = "--neck",
            paramLabel = "N",
            description =
                    "Channels of the levels on which a detector looks for objects, such as 64 or 96; of a network of narsil"
                            + " evolve as that found it, otherwise 96.")
    private Integer neck;

    @Option(
            names = "--head-depth",
            paramLabel = "N",
            description =
                    "Convolutions of a detector's head before its answers, such as 1 or 2; of a network of narsil evolve as"
                            + " that found it, otherwise 2.")
    private Integer headDepth;

    /** Refuses them where no detector is trained. */
    void refuse() {
        if (neck != null || headDepth != null) {
            throw new UserException(
                    neck != null ? "--neck" : "--head-depth",
                    "only a detector has this",
                    "--task detection, or leave it out");
        }
    }

    /**
     * The neck and head that are meant.
     *
     * @param found neck and head that the network was found with, which it has where nothing else is said
     */
    public DetectorForm form(Optional<TrainRequest.Detection> found) {
        DetectorForm usual =
                found.map(f -> new DetectorForm(f.neck(), f.depth())).orElse(DetectorForm.USUAL);
        return new DetectorForm(
                within("--neck", neck, usual.neck(), 1, MOST_CHANNELS),
                within("--head-depth", headDepth, usual.depth(), 0, MOST_CONVOLUTIONS));
    }

    private static int within(String option, Integer value, int usual, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new UserException(
                    option, "this must be from " + least + " to " + most + ", not " + value, Integer.toString(usual));
        }
        return value == null ? usual : value;
    }
}
