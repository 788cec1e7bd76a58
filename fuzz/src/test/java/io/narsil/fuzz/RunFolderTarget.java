package io.narsil.fuzz;

import io.narsil.device.DeviceProfile;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.KeptPredictor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A file of a finished run. The first byte says which. */
public final class RunFolderTarget {
    private static final RunFolder RUN = sample();

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
                RUN.path().resolve("SHA256SUMS"),
                RUN.model("small").metrics());
    }

    /** Loads the class, whose run takes longer than any input may. */
    public static void fuzzerInitialize() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        Path file = files().get(Math.floorMod(data[0], files().size()));
        boolean there = Files.exists(file);
        byte[] sound = there ? Files.readAllBytes(file) : new byte[0];
        Files.write(file, Arrays.copyOfRange(data, 1, data.length));
        try {
            Reading.clean(() -> StudyResult.read(RUN));
            Reading.clean(() -> Provenance.read(RUN));
            Reading.clean(() -> DeviceProfile.read(RUN.device()).model());
            Reading.clean(() -> KeptPredictor.open(RUN));
        } finally {
            Files.write(file, sound);
            if (!there) {
                Files.delete(file);
            }
        }
    }
}
