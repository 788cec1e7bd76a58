package io.narsil.cli.text;

import java.nio.file.Path;
import java.util.List;

/** This program, to be started once more beside itself. */
public final class ThisProgram {
    private ThisProgram() {}

    /** The words of a command line, before those of a command. */
    public static List<String> words() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.narsil.cli.Narsil");
    }
}
