package io.narsil.fuzz;

import io.narsil.study.StudyFile;
import java.nio.file.Path;

/** A study; what is read is also written, as a run freezes it, and read again. */
public final class StudyTarget {
    private StudyTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("study.yaml", data);
        Reading.clean(() -> StudyFile.write(StudyFile.read(file)));
    }
}
