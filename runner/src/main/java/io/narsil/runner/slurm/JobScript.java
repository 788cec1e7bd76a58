package io.narsil.runner.slurm;

import io.narsil.files.WholeFile;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.JobWorker;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The script of a job: it becomes the Java of this program, so that signals reach it. */
final class JobScript {
    private JobScript() {}

    static void write(JobFolder folder) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath(),
                JobWorker.class.getName(),
                folder.request().toString());
        WholeFile.write(
                folder.script(),
                // The folder of temporary files is that of the node.
                "#!/bin/sh\nexec " + words(command.subList(0, 1)) + " -Djava.io.tmpdir=\"${TMPDIR:-/tmp}\" "
                        + words(command.subList(1, command.size())) + "\n");
    }

    private static String words(List<String> command) {
        return command.stream().map(JobScript::quoted).collect(Collectors.joining(" "));
    }

    /** A job begins in another folder. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> part.isEmpty() ? part : Path.of(part).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A word of a shell that means itself. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
