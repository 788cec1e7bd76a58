package io.narsil.runner.slurm;

import io.narsil.runner.jobs.Job;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Slurm says of this user's jobs. However many ask, Slurm is asked once in a while for all jobs; while its controller
 * does not answer, what it said last stands.
 */
final class SlurmQueue {
    /** Jobs in these states run once more, or for the first time, or go on; until then nothing is heard of them. */
    private static final Set<String> WAITING = Set.of(
            "PENDING",
            "CONFIGURING",
            "REQUEUED",
            "REQUEUE_FED",
            "REQUEUE_HOLD",
            "RESV_DEL_HOLD",
            "SPECIAL_EXIT",
            "SUSPENDED",
            "STOPPED");

    private static final int FIELDS = 4;

    private final Tools tools;
    private final long pause;
    private Map<String, Entry> jobs = Map.of();
    private long asked;
    private long answers;
    private String complaint = "";

    /** @param pause shortest time between two questions */
    SlurmQueue(Tools tools, Duration pause) {
        this.tools = tools;
        this.pause = pause.toNanos();
        asked = System.nanoTime() - this.pause;
    }

    /**
     * A job in the queue.
     *
     * @param id number of the job, which may be used again
     * @param reason word of Slurm for its waiting
     */
    record Entry(String id, Job.State state, String reason) {}

    Tools tools() {
        return tools;
    }

    /** The job of a name; nothing where Slurm has none that waits or runs. */
    synchronized Optional<Entry> find(String name) {
        if (System.nanoTime() - asked >= pause) {
            ask();
        }
        return Optional.ofNullable(jobs.get(name));
    }

    /** The number of answers so far; the one after the next was given to a question of later than now. */
    synchronized long answers() {
        return answers;
    }

    /** All jobs by name, asked now. */
    synchronized Map<String, Entry> now() {
        ask();
        return jobs;
    }

    /** All jobs by name, asked now; nothing where Slurm did not answer. */
    synchronized Optional<Map<String, Entry>> fresh() {
        long before = answers;
        ask();
        return answers > before ? Optional.of(jobs) : Optional.empty();
    }

    /** Whether any job whose name begins so is in the queue, as far as is known. */
    synchronized boolean any(String prefix) {
        return jobs.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** What is wrong with the last answer; empty where it was good. */
    synchronized String complaint() {
        return complaint;
    }

    private void ask() {
        asked = System.nanoTime();
        try {
            Tool.Answer answer = tools.squeue().run(List.of("--me", "--noheader", "--format=%i|%T|%r|%j"));
            complaint = answer.good() ? "" : answer.complaint();
            if (answer.good()) {
                jobs = read(answer.out());
                answers++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of two jobs of one name, which a lost answer of sbatch may leave, the first. */
    static Map<String, Entry> read(String lines) {
        Map<String, Entry> found = new HashMap<>();
        lines.lines().forEach(line -> {
            String[] words = line.strip().split("\\|", FIELDS);
            if (words.length == FIELDS) {
                Job.State state = WAITING.contains(words[1]) ? Job.State.WAITING : Job.State.RUNNING;
                found.putIfAbsent(words[3], new Entry(words[0], state, words[2]));
            }
        });
        return found;
    }
}
