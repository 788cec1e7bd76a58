package io.narsil.runner;

import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;

/**
 * Runs trials in a fixed number of worker processes, one trial at a time in each.
 *
 * <p>A worker that dies, hangs or speaks no sense is replaced and its trial tried once more; after that the trial has failed, and the others go
 * on. Results do not depend on the number of workers.
 */
public final class WorkerPool implements AutoCloseable {
    private static final int TRIES = 2;
    /** The built-in worker speaks every few seconds while it trains; another one may take its time for an epoch. */
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private final Duration silence;
    private final WorkerCommand command;
    private final Path log;
    private final List<WorkerProcess> idle = new ArrayList<>();
    private final List<WorkerProcess> all = new ArrayList<>();
    private final int workers;
    private String engine = "";
    private boolean closed;

    /**
     * A pool without processes yet.
     *
     * @param log where workers' error output is kept
     */
    public WorkerPool(WorkerCommand command, int workers, Path log) {
        this(command, workers, log, SILENCE);
    }

    /**
     * A pool whose workers may be silent for another time than half an hour.
     *
     * @param silence after which a worker counts as hanging and is ended
     */
    WorkerPool(WorkerCommand command, int workers, Path log, Duration silence) {
        this.silence = silence;
        this.command = command;
        this.workers = workers;
        this.log = log;
    }

    /**
     * Starts the workers: the first one alone, since on a new machine it unpacks the native libraries, which two must
     * not do at once (javacpp#182, #608).
     *
     * @return what trains, with its version
     */
    public String start() {
        for (int i = 0; i < workers; i++) {
            idle.add(launch());
        }
        return engine;
    }

    /** A worker that is ready. One that is killed before it is ready does not say that none can start: it is tried again. */
    private WorkerProcess launch() {
        String reason = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            WorkerProcess worker = begin();
            try {
                worker.awaitReady();
                engine = worker.engine();
                return worker;
            } catch (WorkerProcess.BrokenException e) {
                reason = e.getMessage();
                drop(worker);
            } catch (WorkerProcess.StoppedException e) {
                throw stopped();
            }
        }
        throw new UserException(log.toString(), "a worker could not start: " + reason, "see that file");
    }

    private synchronized WorkerProcess begin() {
        if (closed) {
            throw stopped();
        }
        try {
            WorkerProcess worker = new WorkerProcess(command, freeSlot(), log, silence);
            all.add(worker);
            return worker;
        } catch (IOException e) {
            throw new UserException("", "no worker could be started: " + e.getMessage(), "");
        }
    }

    private synchronized void drop(WorkerProcess worker) {
        worker.close();
        all.remove(worker);
    }

    private int freeSlot() {
        int slot = 0;
        while (taken(slot)) {
            slot++;
        }
        return slot;
    }

    private boolean taken(int slot) {
        return all.stream().anyMatch(w -> w.slot() == slot);
    }

    /** What a worker asks the user to mend. */
    static UserException mend(WorkerMessage.Stopped stopped) {
        return new UserException("", stopped.reason().replaceAll("\\.$", ""), "");
    }

    /**
     * Runs all requests and gives their outcomes in the same order.
     *
     * @throws UserException if a listener throws one: a full disk stops the run, not only a trial
     */
    public List<Outcome> run(List<TrialRequest> requests, RunListener listener) {
        Queue<TrialRequest> waiting = new ArrayDeque<>(requests);
        Map<Integer, Outcome> outcomes = new HashMap<>();
        List<RuntimeException> faults = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(workers, requests.size()); i++) {
            Thread thread = new Thread(() -> work(waiting, outcomes, faults, listener), "narsil-worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return requests.stream().map(r -> outcomes.get(r.trial())).toList();
    }

    private void work(
            Queue<TrialRequest> waiting,
            Map<Integer, Outcome> outcomes,
            List<RuntimeException> faults,
            RunListener listener) {
        while (true) {
            TrialRequest request;
            synchronized (this) {
                request = faults.isEmpty() ? waiting.poll() : null;
            }
            if (request == null) {
                return;
            }
            try {
                Outcome outcome = attempt(request, listener);
                synchronized (this) {
                    listener.finished(outcome);
                    outcomes.put(request.trial(), outcome);
                }
            } catch (RuntimeException e) {
                stop(faults, e);
                return;
            } catch (WorkerProcess.StoppedException e) {
                stop(faults, stopped());
                return;
            }
        }
    }

    /** One fault ends all workers: nothing is gained by waiting for trials that cannot be kept. */
    private synchronized void stop(List<RuntimeException> faults, RuntimeException fault) {
        faults.add(fault);
        close();
    }

    private static UserException stopped() {
        return new UserException("", "the run was stopped", "run the same command to go on");
    }

    private Outcome attempt(TrialRequest request, RunListener listener) throws WorkerProcess.StoppedException {
        String reason = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            WorkerProcess worker = take();
            try {
                Outcome outcome = converse(worker, request, listener);
                synchronized (this) {
                    if (worker.open()) {
                        idle.add(worker);
                    } else {
                        all.remove(worker);
                    }
                }
                return outcome;
            } catch (WorkerProcess.BrokenException e) {
                reason = e.getMessage();
                drop(worker);
            }
        }
        return new Outcome(request.trial(), Outcome.Status.FAILED, OptionalDouble.empty(), reason);
    }

    private WorkerProcess take() {
        synchronized (this) {
            while (!idle.isEmpty()) {
                WorkerProcess worker = idle.remove(idle.size() - 1);
                if (worker.alive()) {
                    return worker;
                }
                // It died while it had nothing to do: no trial is to blame for that.
                drop(worker);
            }
        }
        return launch();
    }

    private Outcome converse(WorkerProcess worker, TrialRequest request, RunListener listener)
            throws WorkerProcess.BrokenException, WorkerProcess.StoppedException {
        synchronized (this) {
            listener.started(request);
        }
        worker.send(request);
        while (true) {
            WorkerMessage message = worker.read();
            if (message instanceof WorkerMessage.Epoch epoch && epoch.trial() == request.trial()) {
                if (!Double.isFinite(epoch.loss())) {
                    worker.close();
                    return new Outcome(
                            request.trial(),
                            Outcome.Status.DIVERGED,
                            OptionalDouble.empty(),
                            "the loss was " + epoch.loss() + " in epoch " + epoch.epoch());
                }
                if (!(epoch.accuracy() >= 0 && epoch.accuracy() <= 1)) {
                    throw new WorkerProcess.BrokenException("the worker told an accuracy of " + epoch.accuracy()
                            + " after epoch " + epoch.epoch() + "; it must be from 0 to 1");
                }
                synchronized (this) {
                    listener.epoch(epoch);
                }
            } else if (message instanceof WorkerMessage.Done done && done.trial() == request.trial()) {
                OptionalDouble test =
                        done.testAccuracy() == null ? OptionalDouble.empty() : OptionalDouble.of(done.testAccuracy());
                return new Outcome(request.trial(), Outcome.Status.DONE, test, "");
            } else if (message instanceof WorkerMessage.Failed failed && failed.trial() == request.trial()) {
                Outcome.Status status = failed.diverged() ? Outcome.Status.DIVERGED : Outcome.Status.FAILED;
                return new Outcome(request.trial(), status, OptionalDouble.empty(), failed.reason());
            } else if (message instanceof WorkerMessage.Stopped stopped && stopped.trial() == request.trial()) {
                throw mend(stopped);
            } else if (!(message instanceof WorkerMessage.Alive alive && alive.trial() == request.trial())) {
                throw new WorkerProcess.BrokenException("the worker spoke of something else: " + message);
            }
        }
    }

    /** Ends all workers at once; what they were doing is continued by the next run. */
    @Override
    public synchronized void close() {
        closed = true;
        all.forEach(WorkerProcess::close);
        all.clear();
        idle.clear();
    }
}
