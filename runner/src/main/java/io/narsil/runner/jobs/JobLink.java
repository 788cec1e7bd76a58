package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.runner.Death;
import io.narsil.runner.Protocol;
import io.narsil.runner.WorkerLink;
import io.narsil.runner.WorkerMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The connection to the job that carries out one request: its report, looked at again and again. */
final class JobLink implements WorkerLink {
    private final JobCrew crew;
    private final int slot;
    private final JobTimes times;
    private Optional<JobCrew.Begun> begun = Optional.empty();
    private volatile boolean closed;
    /** The start of the job whose messages are read, and how many of them were. */
    private String run = "";

    private int read;
    private int reached;
    private long beat;
    private long heard = System.nanoTime();
    /** The start of the job whose death does not count, since the job waits for another start, or had it. */
    private String past = "";

    /** When the job was first seen dead or ended; 0 while it is not. */
    private long gone;

    /** When it was first heard that all is done while some of its files were not seen; 0 while that is not so. */
    private long unseen;

    JobLink(JobCrew crew, int slot, JobTimes times) {
        this.crew = crew;
        this.slot = slot;
        this.times = times;
    }

    int slot() {
        return slot;
    }

    @Override
    public OptionalInt number() {
        return OptionalInt.of(slot);
    }

    synchronized Optional<JobCrew.Begun> begun() {
        return begun;
    }

    @Override
    public void send(String line) throws BrokenException, StoppedException {
        crew.check();
        JobCrew.Begun job = crew.begin(line, slot);
        synchronized (this) {
            begun = Optional.of(job);
        }
        if (closed) {
            job.job().cancel();
        }
    }

    /** The next message but that the trainer is ready, and epochs that were told before the job was started again. */
    @Override
    public WorkerMessage read() throws BrokenException, StoppedException {
        while (true) {
            WorkerMessage message = next();
            if (message instanceof WorkerMessage.Epoch epoch && epoch.epoch() <= reached) {
                continue;
            }
            if (message instanceof WorkerMessage.Epoch epoch) {
                reached = epoch.epoch();
            }
            if (!(message instanceof WorkerMessage.Ready)) {
                return message;
            }
        }
    }

    /** The next message, whatever it is. */
    WorkerMessage next() throws BrokenException, StoppedException {
        JobCrew.Begun job = begun().orElseThrow();
        while (!closed) {
            // In this order: what a job has written before it ended is read, if only it is seen by now.
            Job.State state = job.job().state();
            Optional<JobReport> report = JobReport.read(job.folder().report());
            if (report.isPresent() && more(report.get())) {
                if (arrived(report.get())) {
                    return next(report.get());
                }
            } else {
                watch(job, state, report);
            }
            crew.tell();
            crew.rest(times.poll(), () -> closed);
        }
        throw new BrokenException("the worker was ended");
    }

    /** Whether there is a message that was not read. */
    private boolean more(JobReport report) {
        if (!report.run().equals(run)) {
            run = report.run();
            read = 0;
            beat = -1;
            // What this start has written may be late for as long again.
            unseen = 0;
            crew.heard(report);
            begun().ifPresent(b -> crew.placed(b, report));
        }
        if (report.beat() != beat) {
            beat = report.beat();
            heard = System.nanoTime();
        }
        return read < report.lines().size();
    }

    /** Whether the files of a request that is over are seen here: a report may come before what it speaks of. */
    private boolean arrived(JobReport report) throws BrokenException {
        if (read < report.lines().size() - 1) {
            return true;
        }
        Optional<String> missing = report.files().entrySet().stream()
                .filter(file -> !Late.seen(Path.of(file.getKey()), file.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (missing.isEmpty()) {
            unseen = 0;
            return true;
        }
        unseen = unseen == 0 ? System.nanoTime() : unseen;
        if (since(unseen, times.late())) {
            throw new BrokenException(
                    "the job has written " + missing.get() + ", which is not seen here after "
                            + times.late().toSeconds() + " seconds",
                    Death.OUTSIDE);
        }
        return false;
    }

    private WorkerMessage next(JobReport report) throws BrokenException {
        try {
            return Protocol.message(report.lines().get(read++));
        } catch (JsonProcessingException e) {
            throw new BrokenException("the worker printed something that is not the worker protocol");
        }
    }

    /** Throws where nothing more is to be expected of the job. */
    private void watch(JobCrew.Begun job, Job.State state, Optional<JobReport> report) throws BrokenException {
        if (state == Job.State.WAITING) {
            // A queue will start it once more, dead or not.
            past = run;
            heard = System.nanoTime();
            gone = 0;
            return;
        }
        Optional<BrokenException> death = report.filter(r -> r.death() != null).map(r -> broken(r.how(), r.death()));
        // A death of before the job waited counts only where no other start has followed.
        boolean dead = death.isPresent() && !run.equals(past);
        if (dead && state == Job.State.ENDED) {
            throw death.get();
        }
        if (dead || state == Job.State.ENDED) {
            gone = gone == 0 ? System.nanoTime() : gone;
            if (since(gone, times.late())) {
                if (death.isEmpty()) {
                    crew.checkRoom();
                }
                throw death.orElseGet(() -> broken(JobEnd.words(job, report.isPresent()), JobEnd.death(job)));
            }
        } else {
            gone = 0;
        }
        if (since(heard, times.silence())) {
            throw new BrokenException(
                    "the job gave no sign of life for " + times.silence().toMinutes() + " minutes and was given up",
                    Death.OUTSIDE);
        }
    }

    /** Where memory was missing, it is said how a job gets more. */
    private BrokenException broken(String how, Death death) {
        String more = death == Death.MEMORY ? crew.memory() : "";
        return new BrokenException(how + (more.isEmpty() ? "" : "; " + more), death);
    }

    private static boolean since(long start, Duration time) {
        return System.nanoTime() - start > time.toNanos();
    }

    @Override
    public void close() {
        closed = true;
        begun().ifPresent(b -> b.job().cancel());
        crew.wake();
    }
}
