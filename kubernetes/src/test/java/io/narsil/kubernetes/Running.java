package io.narsil.kubernetes;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.files.WholeFile;
import io.narsil.runner.Death;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.Protocol;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.jobs.JobFolder;
import io.narsil.runner.jobs.JobReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The container of a pod.
 *
 * @param code exit code, once it has ended
 * @param end signal SIGTERM
 * @param kill signal SIGKILL
 */
record Running(CompletableFuture<Integer> code, Runnable end, Runnable kill) {
    private static final int TOLD = 143;

    /** A process of this machine. */
    static Running process(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Running(process.onExit().thenApply(Process::exitValue), process::destroy, () -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** A thread that does what a worker does with a {@link PretendTraining}, for tests of much that must be quick. */
    static Running thread(List<String> command) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        JobFolder folder =
                new JobFolder(Path.of(command.get(command.size() - 1)).getParent());
        Thread thread = new Thread(() -> {
            try {
                work(folder);
                code.complete(0);
            } catch (InterruptedException | IOException | RuntimeException e) {
                code.complete(TOLD);
            }
        });
        thread.start();
        return new Running(code, thread::interrupt, thread::interrupt);
    }

    private static void work(JobFolder folder) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        String line = Files.readAllLines(folder.request()).get(0);
        say(folder, lines, new WorkerMessage.Ready("threads"));
        if (!line.isEmpty()) {
            try {
                PretendTraining.handle(Protocol.request(line), message -> say(folder, lines, message));
            } catch (InterruptedException e) {
                write(
                        folder,
                        new JobReport(
                                "one", "here", 0, lines, Death.OUTSIDE, "the job was told to end", null, Map.of()));
                throw e;
            }
        }
    }

    private static void say(JobFolder folder, List<String> lines, WorkerMessage message) {
        lines.add(Protocol.write(message));
        write(folder, new JobReport("one", "here", 0, lines, null, "", null, Map.of()));
    }

    private static void write(JobFolder folder, JobReport report) {
        if (Files.exists(folder.request())) {
            try {
                WholeFile.write(folder.report(), JsonMapper.builder().build().writeValueAsString(report));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
