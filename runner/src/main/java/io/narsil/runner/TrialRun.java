package io.narsil.runner;

import io.narsil.search.TrialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One run of a list of requests: whose turn it is, those at work, those whose workers died, and the results. Only this class calls the listener,
 * under its own lock, so that calls are never concurrent.
 */
final class TrialRun {
    private final List<TrainRequest> requests;
    private final Turns turns;
    private final Crowd crowd;
    private final RunListener listener;
    private final Map<Integer, WorkerLink> running = new HashMap<>();
    private final Map<Integer, Deaths> deaths = new HashMap<>();
    private final Map<Integer, Integer> marks = new HashMap<>();
    /** Read by who rests, too, and must not wait for a listener then. */
    private final Set<Integer> cancelled = ConcurrentHashMap.newKeySet();

    private final Map<Integer, TrialResult> results = new HashMap<>();
    private Optional<RuntimeException> fault = Optional.empty();

    /** @param crowd number of trials that may run at the same time, which a run may lower */
    TrialRun(List<TrainRequest> requests, RunListener listener, Crowd crowd) {
        this.requests = List.copyOf(requests);
        this.turns = new Turns(requests, takers(requests, crowd));
        this.crowd = crowd;
        this.listener = listener;
        long trials = requests.stream().map(TrainRequest::trial).distinct().count();
        if (trials < requests.size()) {
            throw new IllegalArgumentException("two requests have the same trial");
        }
    }

    private static int takers(List<TrainRequest> requests, Crowd crowd) {
        return Math.min(crowd.most(), requests.size());
    }

    /** The number of threads that are to ask for the {@link #next} request. */
    int takers() {
        return takers(requests, crowd);
    }

    /** The next request for a worker; empty for a thread that is not needed any more, and after a fault. */
    synchronized Optional<TrainRequest> next() {
        return fault.isPresent() ? Optional.empty() : turns.next(crowd.most());
    }

    /** What to do about a trial whose worker died; it was put off where it must be {@link Deaths.Next#ALONE}. */
    synchronized Deaths.Next died(TrainRequest request, WorkerLink.BrokenException end)
            throws WorkerLink.StoppedException {
        check();
        boolean ownMemory = end.death() == Death.MEMORY && !crowd.shared();
        boolean nobodyElse = turns.nobodyElseSince(marks.get(request.trial()));
        Deaths.Next next = ownMemory
                ? deaths(request.trial()).diedOfOwnMemory()
                : deaths(request.trial()).died(end.death(), nobodyElse);
        if (next != Deaths.Next.FAILED) {
            tell(() -> listener.died(request.trial(), end.getMessage(), next == Deaths.Next.ALONE && !nobodyElse));
        }
        if (end.death() == Death.MEMORY && !ownMemory && !nobodyElse && crowd.diedForMemory()) {
            tell(() -> listener.fewerWorkers(crowd.most()));
        }
        if (next == Deaths.Next.ALONE) {
            turns.putOff(request);
        }
        return next;
    }

    /** The deaths of workers within a trial. */
    synchronized Deaths deaths(int trial) {
        return deaths.computeIfAbsent(trial, k -> new Deaths());
    }

    /** Notes that a worker begins with a request; false if the trial was cancelled. */
    synchronized boolean begin(TrainRequest request, WorkerLink worker) throws WorkerLink.StoppedException {
        check();
        if (cancelled.contains(request.trial())) {
            return false;
        }
        running.put(request.trial(), worker);
        marks.put(request.trial(), turns.mark());
        tell(() -> listener.started(request, worker.number()));
        return true;
    }

    /** Passes on an epoch that a worker has reported. */
    synchronized void epoch(WorkerMessage.Epoch epoch) {
        // What it had said before it was ended is of no interest any more.
        if (fault.isEmpty() && !cancelled.contains(epoch.trial())) {
            deaths(epoch.trial()).epoch(epoch.epoch());
            tell(() -> listener.epoch(epoch));
        }
    }

    /** Notes that a worker has ended its try, with any outcome. */
    synchronized void leave(TrainRequest request) {
        running.remove(request.trial());
    }

    boolean cancelled(TrainRequest request) {
        return cancelled.contains(request.trial());
    }

    /** Notes the result of a trial that is over. */
    synchronized void finish(TrialResult result) throws WorkerLink.StoppedException {
        check();
        TrialResult end = cancelled.contains(result.trial())
                ? Conversation.failed(result.trial(), TrialRunner.CANCELLED)
                : result;
        // Over from here on: the listener may cancel it and will be too late.
        results.put(end.trial(), end);
        turns.over();
        tell(() -> listener.finished(end));
    }

    /** Calls the listener. If it throws, the run ends before any other thread can call it again. */
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

    /**
     * Ends the run at its first fault: the results of other trials could not be stored, so there is no use in waiting
     * for them.
     */
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

    /** All results, in the order of the requests; throws the fault if one ended the run. */
    synchronized List<TrialResult> results() {
        if (fault.isPresent()) {
            throw fault.get();
        }
        return requests.stream().map(r -> results.get(r.trial())).toList();
    }
}
