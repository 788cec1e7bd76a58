package io.narsil.runner;

import io.narsil.search.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All that a run told, in its order, and what is done when something is told. */
final class Events implements RunListener {
    private final List<String> all = new ArrayList<>();
    private final Map<String, Runnable> reactions = new HashMap<>();
    private final AtomicInteger inside = new AtomicInteger();
    private boolean concurrent;

    /** Does something the first time that an event is told, within the call that tells it. */
    Events when(String event, Runnable reaction) {
        reactions.put(event, reaction);
        return this;
    }

    /** Events as "started 3", "epoch 3.1" and "finished 3". */
    List<String> all() {
        return List.copyOf(all);
    }

    /** Those of one trial. */
    List<String> of(int trial) {
        return all.stream()
                .filter(e -> e.matches("\\w+ " + trial + "(\\.\\d+)?"))
                .toList();
    }

    /** Whether two were told at the same time. */
    boolean concurrent() {
        return concurrent;
    }

    @Override
    public void started(TrainRequest request) {
        add("started " + request.trial());
    }

    @Override
    public void epoch(WorkerMessage.Epoch epoch) {
        add("epoch " + epoch.trial() + "." + epoch.epoch());
    }

    @Override
    public void died(int trial, String reason, boolean alone) {
        add((alone ? "off " : "died ") + trial);
    }

    @Override
    public void fewerWorkers(int left) {
        add("fewer " + left);
    }

    @Override
    public void finished(TrialResult result) {
        add("finished " + result.trial());
    }

    private void add(String event) {
        concurrent |= inside.incrementAndGet() > 1;
        // Others have their chance to come in between.
        LockSupport.parkNanos(100_000);
        all.add(event);
        Runnable reaction = reactions.remove(event);
        inside.decrementAndGet();
        if (reaction != null) {
            reaction.run();
        }
    }
}
