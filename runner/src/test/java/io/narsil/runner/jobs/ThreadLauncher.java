package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.config.UserException;
import io.narsil.runner.Death;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.Protocol;
import io.narsil.runner.WorkerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pretends to have other machines: a job is a thread that writes the report of a {@link PretendTraining}. */
final class ThreadLauncher implements Launcher {
    /** All jobs that were started, in their order. */
    final List<JobFolder> launched = new ArrayList<>();

    /** What jobs of these folders say that an earlier search has started. */
    Optional<Job> running = Optional.empty();

    @Override
    public void begin() {
        // There is always a thread.
    }

    @Override
    public synchronized Job launch(JobFolder folder, int slot) {
        launched.add(folder);
        Thread thread = new Thread(() -> {
            try {
                work(folder);
            } catch (UserException e) {
                // It was interrupted while it wrote.
            }
        });
        thread.start();
        return new Job() {
            @Override
            public State state() {
                return thread.isAlive() ? State.RUNNING : State.ENDED;
            }

            @Override
            public String end() {
                return "the thread ended";
            }

            @Override
            public void cancel() {
                thread.interrupt();
            }
        };
    }

    static void work(JobFolder folder) {
        Reporter report = new Reporter(folder);
        String line = RequestFile.read(folder.request()).line();
        report.say(new WorkerMessage.Ready("threads"), line.isEmpty());
        if (line.isEmpty()) {
            return;
        }
        try {
            PretendTraining.handle(
                    Protocol.request(line),
                    message -> report.say(
                            message,
                            !(message instanceof WorkerMessage.Epoch) && !(message instanceof WorkerMessage.Alive)));
        } catch (InterruptedException e) {
            report.died(Death.OUTSIDE, "the thread was interrupted");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Job> find(JobFolder folder) {
        return running;
    }

    @Override
    public String where() {
        return "study.yaml:3";
    }

    @Override
    public void close() {
        // Threads end by themselves.
    }
}
