package io.narsil.runner.threads;

import io.narsil.config.UserException;
import io.narsil.runner.PretendTraining;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerMessage;
import io.narsil.search.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** One run of {@link ThreadRunner}: its threads all call {@link #work}. */
final class Progress {
    private final List<TrainRequest> requests;
    private final RunListener listener;
    private final Map<Integer, Thread> running = new HashMap<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private final Map<Integer, List<Double>> curves = new HashMap<>();
    private final Map<Integer, TrialResult> results = new HashMap<>();
    private int next;
    private RuntimeException fault;

    Progress(List<TrainRequest> requests, RunListener listener) {
        this.requests = requests;
        this.listener = listener;
    }

    void work() {
        for (TrainRequest request = begin(); request != null; request = begin()) {
            try {
                PretendTraining.handle(request, this::hear);
            } catch (InterruptedException e) {
                // It was cancelled, or everything was.
            } catch (RuntimeException e) {
                fail(e);
            }
            leave(request.trial());
        }
    }

    private synchronized TrainRequest begin() {
        while (fault == null && next < requests.size()) {
            TrainRequest request = requests.get(next++);
            if (cancelled.contains(request.trial())) {
                end(request.trial(), TrialResult.Status.FAILED, null, TrialRunner.CANCELLED);
            } else {
                running.put(request.trial(), Thread.currentThread());
                curves.put(request.trial(), new ArrayList<>());
                tell(() -> listener.started(request));
                return request;
            }
        }
        return null;
    }

    private synchronized void leave(int trial) {
        running.remove(trial);
        // Whoever interrupted this thread meant the trial, not the next one.
        boolean interrupted = Thread.interrupted();
        if (fault == null && !results.containsKey(trial) && (interrupted || cancelled.contains(trial))) {
            end(trial, TrialResult.Status.FAILED, null, TrialRunner.CANCELLED);
        }
    }

    private synchronized void hear(WorkerMessage message) {
        int trial = message.trial();
        if (fault != null || cancelled.contains(trial)) {
            return;
        }
        if (message instanceof WorkerMessage.Epoch epoch) {
            curves.get(trial).add(epoch.score());
            tell(() -> listener.epoch(epoch));
        } else if (message instanceof WorkerMessage.Done done) {
            end(trial, TrialResult.Status.DONE, done.testScore(), "");
        } else if (message instanceof WorkerMessage.Failed failed) {
            TrialResult.Status status = failed.diverged() ? TrialResult.Status.DIVERGED : TrialResult.Status.FAILED;
            end(trial, status, null, failed.reason());
        } else if (message instanceof WorkerMessage.Stopped stopped) {
            fail(new UserException("", stopped.reason().replaceAll("\\.$", ""), ""));
        }
    }

    private void end(int trial, TrialResult.Status status, Double test, String reason) {
        OptionalDouble tested = test == null ? OptionalDouble.empty() : OptionalDouble.of(test);
        TrialResult result = new TrialResult(trial, status, curves.getOrDefault(trial, List.of()), tested, reason);
        results.put(trial, result);
        tell(() -> listener.finished(result));
    }

    /** The lock is still held when a fault of the listener is noted: it is told nothing more. */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    synchronized void fail(RuntimeException e) {
        fault = fault == null ? e : fault;
        running.values().forEach(Thread::interrupt);
    }

    synchronized void cancel(int trial) {
        if (!results.containsKey(trial)) {
            cancelled.add(trial);
        }
        Thread thread = running.get(trial);
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized List<TrialResult> results() {
        if (fault != null) {
            throw fault;
        }
        return requests.stream().map(r -> results.get(r.trial())).toList();
    }
}
