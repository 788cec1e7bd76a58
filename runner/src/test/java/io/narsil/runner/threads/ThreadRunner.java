package io.narsil.runner.threads;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.config.UserException;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerRequest;
import io.narsil.search.TrialResult;
import java.util.ArrayList;
import java.util.List;

/** A second runner, written against the published types alone: it pretends to train in threads of this program. */
public final class ThreadRunner implements TrialRunner {
    private final int workers;
    private final ArtifactResolver files;
    private boolean started;
    private volatile Progress progress = new Progress(List.of(), new RunListener() {});
    private boolean closed;

    /** A runner with so many threads. */
    public ThreadRunner(int workers, ArtifactResolver files) {
        this.workers = workers;
        this.files = files;
    }

    @Override
    public synchronized String start() {
        started = true;
        return "threads";
    }

    @Override
    public List<TrialResult> run(List<TrainRequest> requests, RunListener listener) {
        if (requests.stream().map(TrainRequest::trial).distinct().count() < requests.size()) {
            throw new IllegalArgumentException("two requests have the same trial");
        }
        List<TrainRequest> located =
                requests.stream().map(r -> (TrainRequest) located(r)).toList();
        Progress run = new Progress(located, listener);
        synchronized (this) {
            if (!started) {
                throw new IllegalStateException("not started");
            }
            progress = run;
            if (closed) {
                run.fail(stopped());
            }
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(new Thread(run::work));
            threads.get(i).start();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    run.fail(stopped());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return run.results();
    }

    private static UserException stopped() {
        return new UserException("", "the run was stopped", "");
    }

    private WorkerRequest located(WorkerRequest request) {
        try {
            return Protocol.request(Protocol.write(request, files));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void answer(AnswerRequest request) {
        List<String> faults = new ArrayList<>();
        try {
            PretendTraining.handle(located(request), message -> {
                if (message instanceof WorkerMessage.Failed failed) {
                    faults.add(failed.reason());
                }
            });
        } catch (InterruptedException e) {
            throw stopped();
        }
        if (!faults.isEmpty()) {
            throw new UserException(request.weights(), "the network could not be run: " + faults.get(0), "");
        }
    }

    @Override
    public void cancel(int trial) {
        progress.cancel(trial);
    }

    @Override
    public synchronized void close() {
        closed = true;
        progress.fail(stopped());
    }
}
