package io.narsil.dashboard.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobQueueTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void aJobThatBreaksOffFailsWithItsSentenceAndTheNextOneIsDone() throws Exception {
        try (JobQueue queue = new JobQueue(new Program(List.of(JAVA), Set.of()), new JobLogs(() -> folder))) {
            queue.add("a", "tiny", List.of(List.of("-version")), () -> {
                throw new IllegalStateException("no luck");
            });
            queue.add("b", "tiny", List.of(List.of("--version")), () -> {
                throw new AssertionError("worse");
            });
            queue.add("c", "tiny", List.of(List.of("-showversion", "-version")), () -> {});
            assertThat(over(queue, 1).said()).isEqualTo("it broke off: java.lang.IllegalStateException: no luck");
            assertThat(over(queue, 2).said()).isEqualTo("it broke off: java.lang.AssertionError: worse");
            assertThat(over(queue, 3).state()).isEqualTo("done");
            assertThat(queue.jobs()).extracting(Job.View::state).containsExactly("done", "failed", "failed");
        }
    }

    private static Job.View over(JobQueue queue, int number) throws Exception {
        for (int i = 0; i < 2000; i++) {
            Job.View job = queue.jobs().get(queue.jobs().size() - number);
            if (!List.of("waiting", "running").contains(job.state())) {
                return job;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("number " + number + " is not over");
    }
}
