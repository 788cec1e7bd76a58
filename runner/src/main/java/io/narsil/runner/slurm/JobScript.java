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
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> arguments = List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath(),
                JobWorker.class.getName(),
                folder.request().toString());
        List<String> lines = List.of(
                "#!/bin/sh",
                "# Java cannot read names of files with other letters than English ones in the plainest of environments.",
                "export LC_ALL=\"${LC_ALL:-C.UTF-8}\"",
                // Temporary files lie where those of the node do.
                "exec " + quoted(java) + " -Djava.io.tmpdir=\"${TMPDIR:-/tmp}\" " + words(arguments),
                "");
        WholeFile.write(folder.script(), String.join("\n", lines));
    }

    private static String words(List<String> command) {
        return command.stream().map(JobScript::quoted).collect(Collectors.joining(" "));
    }

    /** A job begins in another folder. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> part.isEmpty()
                        ? part
                        : Path.of(part).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A word of a shell that means itself. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
