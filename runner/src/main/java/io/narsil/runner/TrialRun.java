package io.narsil.runner;

import io.narsil.search.TrialResult;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * One run of a list of requests: which wait, which are at work, what came of them. It alone calls the listener, under its own
 * lock, so that the listener hears one thing at a time.
 */
final class TrialRun {
    private final List<TrainRequest> requests;
    private final Queue<TrainRequest> waiting;
    private final RunListener listener;
    private final Map<Integer, WorkerLink> running = new HashMap<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private final Map<Integer, TrialResult> results = new HashMap<>();
    private Optional<RuntimeException> fault = Optional.empty();

    TrialRun(List<TrainRequest> requests, RunListener listener) {
        this.requests = List.copyOf(requests);
        this.waiting = new ArrayDeque<>(requests);
        this.listener = listener;
        long trials = requests.stream().map(TrainRequest::trial).distinct().count();
        if (trials < requests.size()) {
            throw new IllegalArgumentException("two requests have the same trial");
        }
    }

    /** The next request that nobody works at; none after a fault. */
    synchronized Optional<TrainRequest> next() {
        return fault.isPresent() ? Optional.empty() : Optional.ofNullable(waiting.poll());
    }

    /** A worker begins, unless the trial was cancelled. */
    synchronized boolean begin(TrainRequest request, WorkerLink worker) throws WorkerLink.StoppedException {
        check();
        if (cancelled.contains(request.trial())) {
            return false;
        }
        running.put(request.trial(), worker);
        tell(() -> listener.started(request));
        return true;
    }

    /** A worker has told an epoch. */
    synchronized void epoch(WorkerMessage.Epoch epoch) {
        // What it had said before it was ended is of no interest any more.
        if (fault.isEmpty() && !cancelled.contains(epoch.trial())) {
            tell(() -> listener.epoch(epoch));
        }
    }

    /** A worker has ended its try, whatever came of it. */
    synchronized void leave(TrainRequest request) {
        running.remove(request.trial());
    }

    synchronized boolean cancelled(TrainRequest request) {
        return cancelled.contains(request.trial());
    }

    /** A trial is over. */
    synchronized void finish(TrialResult result) throws WorkerLink.StoppedException {
        check();
        TrialResult end = cancelled.contains(result.trial())
                ? Conversation.failed(result.trial(), TrialRunner.CANCELLED)
                : result;
        // Over from here on: the listener may cancel it and will be too late.
        results.put(end.trial(), end);
        tell(() -> listener.finished(end));
    }

    /** A listener that throws has ended the run before anyone else can tell it more. */
    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void check() throws WorkerLink.StoppedException {
        if (fault.isPresent()) {
            throw new WorkerLink.StoppedException();
        }
    }

    /** Nothing is gained by waiting for trials that cannot be kept: the first fault ends the run. */
    synchronized void fail(RuntimeException e) {
        fault = Optional.of(fault.orElse(e));
    }

    synchronized void cancel(int trial) {
        if (!results.containsKey(trial)) {
            cancelled.add(trial);
        }
        WorkerLink worker = running.get(trial);
        if (worker != null) {
            worker.close();
        }
    }

    /** All results, in the order of the requests; or the fault that ended the run. */
    synchronized List<TrialResult> results() {
        if (fault.isPresent()) {
            throw fault.get();
        }
        return requests.stream().map(r -> results.get(r.trial())).toList();
    }
}
