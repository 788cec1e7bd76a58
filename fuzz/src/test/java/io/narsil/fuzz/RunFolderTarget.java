package io.narsil.fuzz;

import io.narsil.device.DeviceProfile;
import io.narsil.predictor.Observation;
import io.narsil.study.Origin;
import io.narsil.study.event.RunTime;
import io.narsil.study.event.StudyListener;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunSums;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.latency.LatencyCheck;
import io.narsil.study.predictor.KeptPredictor;
import io.narsil.study.revision.Revisions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of a finished run. The first byte says which. */
public final class RunFolderTarget {
    private static final RunFolder RUN = sample();

    private static final Path SUMS = RUN.path().resolve("SHA256SUMS");
    private static final byte[] SOUND_SUMS = Scratch.bytes(SUMS);

    private RunFolderTarget() {}

    private static RunFolder sample() {
        RunFolder run = new RunFolder(Scratch.path("run"));
        SampleRun.write(run);
        return run;
    }

    /** The files that are replaced. */
    static List<Path> files() {
        return List.of(
                RUN.result(),
                RUN.provenance(),
                RUN.device(),
                RUN.predictor(),
                RUN.latencies(),
                SUMS,
                RUN.model("small").metrics(),
                RUN.revisions(),
                RUN.origin(),
                RUN.events());
    }

    /** Loads the class, whose run takes longer than any input may. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        Path file = files().get(Marked.chosen(data, files().size()));
        boolean there = Files.exists(file);
        byte[] sound = there ? Files.readAllBytes(file) : new byte[0];
        Files.write(file, Marked.rest(data));
        boolean sums = file.equals(SUMS);
        if (!sums) {
            // Whoever changes a file by intent changes its sum, too.
            Files.deleteIfExists(SUMS);
        }
        try {
            read();
        } finally {
            Files.write(file, sound);
            if (!there) {
                Files.delete(file);
            }
            Files.write(SUMS, SOUND_SUMS);
        }
    }

    private static void read() {
        Reading.clean(() -> StudyResult.read(RUN));
        Reading.clean(() -> Provenance.read(RUN));
        Reading.clean(() -> Provenance.begin(RUN, "engine", "data", 1, List.of()));
        Reading.clean(() -> DeviceProfile.read(RUN.device()));
        Reading.clean(() -> {
            KeptPredictor kept = KeptPredictor.open(RUN);
            kept.predictor()
                    .predict(kept.predictor().state().observations().stream()
                            .map(Observation::candidate)
                            .toList());
        });
        Reading.clean(() -> Revisions.plan(RUN));
        Reading.clean(() -> Origin.of(RUN.study()));
        Reading.clean(() -> RunTime.seconds(RUN.events()));
        Reading.clean(() -> RUN.model("small").ofAnother(1, "candidate"));
        Reading.clean(() -> RunSums.check(RUN.model("small")));
        Reading.clean(() -> new LatencyCheck(null, network -> 1, RUN.latencies(), 1, StudyListener.NONE));
    }
}
