package io.narsil.runner.jobs;

import io.narsil.config.UserException;
import io.narsil.runner.WorkerCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts jobs by a command of the user's own. */
final class CommandLauncher implements Launcher {
    private static final long PATIENCE = 3_000;

    private final List<String> program;
    private final Path folder;
    private final String where;

    /** @param folder folder from which the command is started */
    CommandLauncher(List<String> program, Path folder, String where) {
        this.program = List.copyOf(program);
        this.folder = folder;
        this.where = where;
    }

    @Override
    public void begin() {
        // The first job shows whether the command works.
    }

    @Override
    public Job launch(JobFolder job, int slot) {
        String request = job.request().toAbsolutePath().toString();
        List<String> command = program.stream()
                .map(word -> word.replace(CommandRunner.REQUEST, request)
                        .replace(CommandRunner.SLOT, Integer.toString(slot)))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                // ssh would read what is meant for others.
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(job.output().toFile()));
        builder.environment().put(WorkerCommand.SLOT, Integer.toString(slot));
        try {
            return new Started(builder.start(), job);
        } catch (IOException e) {
            job.remove();
            throw new UserException(where, "the command of the runner cannot be started: " + e.getMessage(), "");
        }
    }

    /** Nothing: a command that outlived its search cannot be found again. Its worker ends, since its request is removed. */
    @Override
    public Optional<Job> find(JobFolder job) {
        return Optional.empty();
    }

    @Override
    public String where() {
        return where;
    }

    @Override
    public void close() {
        // Each command was ended by itself.
    }

    private record Started(Process process, JobFolder folder) implements Job {
        /** A command may wait in a queue, for however long: its job runs once there is a word of it. */
        @Override
        public State state() {
            if (!process.isAlive()) {
                return State.ENDED;
            }
            return Files.exists(folder.report()) ? State.RUNNING : State.WAITING;
        }

        @Override
        public String end() {
            return process.isAlive()
                    ? "the command of the runner still runs"
                    : "the command of the runner ended with code " + process.exitValue();
        }

        /** Asks it and what it has started to end, so that each can say so, and does not ask twice. */
        @Override
        public void cancel() {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroy);
            Thread last = new Thread(
                    () -> {
                        try {
                            Thread.sleep(PATIENCE);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        all.forEach(ProcessHandle::destroyForcibly);
                    },
                    "narsil-job-end");
            last.setDaemon(true);
            if (process.isAlive()) {
                last.start();
            }
        }
    }
}
