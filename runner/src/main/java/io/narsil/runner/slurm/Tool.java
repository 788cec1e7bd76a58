package io.narsil.runner.slurm;

import io.narsil.runner.WorkerCommand;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One of Slurm's programs.
 *
 * @param folders folders in which it is looked for
 */
record Tool(String name, List<Path> folders) {
    private static final int LONGEST_SECONDS = 60;
    private static final int HUNG = -1;

    Tool {
        folders = List.copyOf(folders);
    }

    /** A program that is looked for on the path. */
    static Tool onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return new Tool(
                name,
                Arrays.stream(path.split(File.pathSeparator, -1))
                        .filter(f -> !f.isBlank())
                        .map(Path::of)
                        .toList());
    }

    /** Whether it is there. */
    boolean present() {
        return folders.stream().anyMatch(f -> Files.isExecutable(f.resolve(name)));
    }

    /**
     * What a program has answered.
     *
     * @param code exit code; negative where it could not be started or did not come to an end
     */
    record Answer(int code, String out, String errors) {
        boolean good() {
            return code == 0;
        }

        /** What it said is wrong, in one line. */
        String complaint() {
            List<String> lines =
                    errors.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
            return lines.isEmpty() ? "code " + code : String.join("; ", lines);
        }
    }

    /** Runs it and waits for its answer. */
    Answer run(List<String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(folders.stream()
                .map(f -> f.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(name));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        // A job has a card of its own, whatever this process has.
        builder.environment().remove(WorkerCommand.SLOT);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Answer(HUNG, "", String.valueOf(e.getMessage()));
        }
        try {
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return new Answer(HUNG, "", name + " did not answer within " + LONGEST_SECONDS + " seconds");
            }
            return new Answer(process.exitValue(), out.join(), errors.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
