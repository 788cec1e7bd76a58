package io.narsil.runner;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains by a fixed number of workers, one trial at a time by each: processes of this machine, or those of any {@link Crew}.
 *
 * <p>A worker that dies, hangs or breaks the protocol is replaced and its trial repeated, as {@link Deaths} says. Processes
 * of this machine end at the latest with this program.
 */
public final class WorkerPool implements TrialRunner {
    /** More processes than anyone means to start. */
    public static final int MOST = 1024;

    private final Crowd crowd;
    private final ArtifactResolver files;
    private final Crew<?> workers;
    private final Attempts<?> attempts;
    private Optional<ShutdownHook> hook = Optional.empty();
    private Optional<TrialRun> present = Optional.empty();

    private WorkerPool(int most, Crew<?> workers, Attempts<?> attempts, ArtifactResolver files) {
        crowd = new Crowd(most, workers.shareMemory());
        this.files = files;
        this.workers = workers;
        this.attempts = attempts;
    }

    /**
     * A pool of workers that are not processes of this machine.
     *
     * @param most number of trials that may run at the same time
     * @param files resolver of the files that requests name
     * @param rest first rest before a trial whose worker was killed while nothing else ran is tried again
     * @param <W> connection to one worker
     */
    public static <W extends WorkerLink> WorkerPool of(
            Crew<W> workers, int most, ArtifactResolver files, Duration rest) {
        return new WorkerPool(most, workers, new Attempts<>(workers, files, rest), files);
    }

    /**
     * A builder of a pool, by default of one worker. Processes start later.
     *
     * @param log file that keeps the workers' error output
     * @param files resolver of the files that requests name
     */
    public static Builder of(WorkerCommand command, Path log, ArtifactResolver files) {
        return new Builder(command, log, files);
    }

    /** Builds a pool. */
    public static final class Builder {
        /**
         * The longest silence by default. The built-in worker sends a message every few seconds while it trains;
         * another one may need minutes for an epoch.
         */
        private static final Duration SILENCE = Duration.ofMinutes(30);

        final WorkerCommand command;
        final Path log;
        final ArtifactResolver files;
        int workers = 1;
        Duration silence = SILENCE;
        Duration rest = Duration.ofSeconds(1);

        private Builder(WorkerCommand command, Path log, ArtifactResolver files) {
            this.command = command;
            this.log = log;
            this.files = files;
        }

        /** Sets the number of worker processes, at least 1. */
        public Builder workers(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("there must be at least one worker, not " + number);
            }
            workers = number;
            return this;
        }

        /** Sets how long a worker may be silent before it counts as hanging and is ended; half an hour by default. */
        public Builder silence(Duration longest) {
            silence = longest;
            return this;
        }

        /**
         * Sets the first rest before a trial whose worker was killed while nothing else ran is tried again; a second by
         * default. Each further one is four times as long, up to 60 times the first.
         */
        public Builder rest(Duration first) {
            rest = first;
            return this;
        }

        /** The pool. */
        public WorkerPool build() {
            return of(new Workers(this), workers, files, rest);
        }
    }

    @Override
    public String start() {
        synchronized (this) {
            if (hook.isPresent()) {
                throw new IllegalStateException("this pool was started before");
            }
            hook = Optional.of(new ShutdownHook(workers::close));
        }
        try {
            return workers.start(crowd.most());
        } catch (WorkerLink.StoppedException e) {
            throw stopped();
        }
    }

    @Override
    public List<TrialResult> run(List<TrainRequest> requests, RunListener listener) {
        // A key that leads nowhere is refused before anything begins.
        requests.forEach(request -> Protocol.write(request, files));
        TrialRun run = new TrialRun(requests, listener, crowd);
        synchronized (this) {
            check();
            present = Optional.of(run);
        }
        try {
            join(IntStream.range(0, run.takers())
                    .mapToObj(i -> begin(run, "narsil-worker-" + i))
                    .toList());
            return run.results();
        } finally {
            synchronized (this) {
                present = Optional.empty();
            }
        }
    }

    private synchronized void check() {
        if (hook.isEmpty()) {
            throw new IllegalStateException("this pool was not started");
        }
        if (present.isPresent()) {
            throw new IllegalStateException("this pool is busy with another run");
        }
    }

    private Thread begin(TrialRun run, String name) {
        Thread thread = new Thread(() -> work(run), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void work(TrialRun run) {
        try {
            workers.check();
            for (Optional<TrainRequest> next = run.next(); next.isPresent(); next = run.next()) {
                Optional<TrialResult> end = attempts.train(next.get(), run);
                if (end.isPresent()) {
                    run.finish(end.get());
                }
            }
            workers.leave(crowd.most());
        } catch (RuntimeException e) {
            stop(run, e);
        } catch (WorkerLink.StoppedException e) {
            stop(run, stopped());
        } catch (Error e) {
            stop(run, new IllegalStateException(e));
        }
    }

    private void stop(TrialRun run, RuntimeException fault) {
        run.fail(fault);
        workers.close();
    }

    private static UserException stopped() {
        return new UserException("", "the run was stopped", "run the same command to go on");
    }

    /** Waits until all threads are over, so that none calls the listener afterwards; an interruption ends them. */
    private void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    workers.close();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
    }

    @Override
    public void answer(AnswerRequest request) {
        check();
        try {
            attempts.answer(request);
        } catch (WorkerLink.StoppedException e) {
            throw stopped();
        }
    }

    @Override
    public void cancel(int trial) {
        Optional<TrialRun> run;
        synchronized (this) {
            run = present;
        }
        run.ifPresent(r -> r.cancel(trial));
        workers.wake();
    }

    /** The hook that ends the workers if this program ends before the pool is closed. */
    synchronized Optional<ShutdownHook> hook() {
        return hook;
    }

    /** Ends all workers at once. A later run continues their trials. */
    @Override
    public void close() {
        workers.close();
        synchronized (this) {
            hook.ifPresent(ShutdownHook::close);
        }
    }
}
