package io.narsil.cli.detection;

import io.narsil.config.UserException;
import io.narsil.detector.DetectorForm;
import picocli.CommandLine.Option;

/** What a detector has beside its backbone. */
public final class DetectorOptions {
    private static final int MOST_CHANNELS = 1024;
    private static final int MOST_CONVOLUTIONS = 8;

    @Option(
            names = "--neck",
            paramLabel = "N",
            description = "Channels of the levels on which a detector looks for objects, such as 64 or 96; 96.")
    private Integer neck;

    @Option(
            names = "--head-depth",
            paramLabel = "N",
            description = "Convolutions of a detector's head before its answers, such as 1 or 2; 2.")
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

    /** The neck and head that are meant. */
    DetectorForm form() {
        DetectorForm usual = DetectorForm.USUAL;
        return new DetectorForm(
                within("--neck", neck, usual.neck(), MOST_CHANNELS),
                within("--head-depth", headDepth, usual.depth(), MOST_CONVOLUTIONS));
    }

    private static int within(String option, Integer value, int usual, int most) {
        if (value != null && (value < 1 || value > most)) {
            throw new UserException(
                    option, "this must be from 1 to " + most + ", not " + value, Integer.toString(usual));
        }
        return value == null ? usual : value;
    }
}
