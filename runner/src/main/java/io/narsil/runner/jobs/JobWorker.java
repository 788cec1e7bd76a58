package io.narsil.runner.jobs;

import io.narsil.config.UserException;
import io.narsil.runner.Death;
import io.narsil.runner.MachineKind;
import io.narsil.runner.ShutdownHook;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerLink;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Carries out the request of one job: the trainer is a process of its own here, too, so that its death can be told.
 *
 * <p>What it is asked and what it says are files of a {@link JobFolder}. It ends itself where its request is taken away, and
 * says that it was ended from outside where it is told to end: its trial goes on from its checkpoint then.
 */
public final class JobWorker {
    private static final Duration SILENCE = Duration.ofMinutes(30);
    /** How late a file may be on a network's file system. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int SICK = 1;
    private static final int BEATS = 5;

    private final JobFolder folder;
    private final Duration watch;
    private final Duration late;
    private volatile boolean done;

    JobWorker(JobFolder folder, Duration watch) {
        this(folder, watch, LATE);
    }

    /**
     * A worker.
     *
     * @param watch time between two looks at whether the job is still wanted
     * @param late longest time that a file of another machine may need to be seen here
     */
    JobWorker(JobFolder folder, Duration watch, Duration late) {
        this.folder = folder;
        this.watch = watch;
        this.late = late;
    }

    /**
     * Carries out a request.
     *
     * @param request file of the request in the folder of its job
     * @return code to exit with; 0 where the request was carried out, whatever came of it
     */
    public static int work(Path request) {
        Path file = request.toAbsolutePath().normalize();
        return new JobWorker(new JobFolder(file.getParent()), Duration.ofSeconds(2)).work();
    }

    /** Starts as a program of its own; its argument is the file of the request. */
    public static void main(String[] arguments) {
        int code;
        try {
            code = work(Path.of(arguments[0]));
        } catch (UserException e) {
            System.err.println(e.getMessage());
            code = SICK;
        }
        System.exit(code);
    }

    int work() {
        try {
            await(() -> RequestFile.whole(folder.request()) && Late.seen(folder.trainer()));
            RequestFile request;
            List<Path> written;
            try {
                request = RequestFile.read(folder.request());
                written = RequestFile.written(request.line());
            } catch (IllegalArgumentException e) {
                throw new UserException(
                        folder.request().toString(), "this is no request, or only a part of it is seen here", "");
            }
            String line = request.line();
            WorkerCommand command = TrainerFile.read(folder.trainer());
            Reporter report = new Reporter(folder, MachineKind.here(command.environment()), written);
            await(() -> request.there().stream().allMatch(Late::seen));
            WorkerProcess trainer = new WorkerProcess(command, slot(), folder.log(), SILENCE);
            try (ShutdownHook hook = new ShutdownHook(() -> told(report, trainer))) {
                watch(report, trainer);
                return work(line, report, trainer);
            } finally {
                done = true;
                trainer.close();
            }
        } catch (IOException e) {
            throw new UserException(
                    folder.trainer().toString(), "the trainer cannot be started: " + e.getMessage(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SICK;
        }
    }

    /** Waits until files are seen that were written elsewhere; where one is not after all, whoever reads it says so. */
    private void await(BooleanSupplier seen) throws InterruptedException {
        long end = System.nanoTime() + late.toNanos();
        while (!seen.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(watch.toMillis());
        }
    }

    private static int slot() {
        String slot = System.getenv(WorkerCommand.SLOT);
        return slot != null && slot.matches("\\d{1,6}") ? Integer.parseInt(slot) : 0;
    }

    private static int work(String line, Reporter report, WorkerProcess trainer) {
        try {
            try {
                trainer.awaitReady();
            } catch (UserException e) {
                report.say(new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, e.getMessage()), true);
                return 0;
            }
            // Where a report cannot be written, as on a full disk, this job is lost, and not the search.
            boolean last = line.isEmpty();
            report.say(new WorkerMessage.Ready(trainer.engine()), last);
            if (!last) {
                trainer.send(line);
            }
            while (!last) {
                WorkerMessage message = trainer.read();
                last = message instanceof WorkerMessage.Done
                        || message instanceof WorkerMessage.Failed
                        || message instanceof WorkerMessage.Stopped;
                if (!(message instanceof WorkerMessage.Alive)) {
                    report.say(message, last);
                }
            }
            return 0;
        } catch (WorkerLink.BrokenException e) {
            return died(report, e.death(), e.getMessage());
        } catch (WorkerLink.StoppedException e) {
            return died(report, Death.OUTSIDE, "the worker was interrupted");
        }
    }

    /** Tells a death where that can be written; a job that ends without a word is tried again as well. */
    private static int died(Reporter report, Death death, String how) {
        try {
            report.died(death, how);
        } catch (RuntimeException e) {
            System.err.println(how + "; " + e.getMessage());
        }
        return SICK;
    }

    /** This program is told to end. That comes first in the report: the trainer is ended after it. */
    private void told(Reporter report, WorkerProcess trainer) {
        if (!done) {
            died(
                    report,
                    Death.OUTSIDE,
                    "the job was told to end, as where its time is over, it is cancelled, or others need the machine");
        }
        trainer.close();
    }

    /** Tells that the job lives, and ends its trainer once nobody wants it any more. */
    private void watch(Reporter report, WorkerProcess trainer) {
        Thread thread = new Thread(
                () -> {
                    for (int i = 1; !done; i++) {
                        try {
                            Thread.sleep(watch.toMillis());
                        } catch (InterruptedException e) {
                            return;
                        }
                        if (!report.wanted()) {
                            trainer.close();
                            return;
                        }
                        if (i % BEATS == 0) {
                            beat(report);
                        }
                    }
                },
                "narsil-job-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void beat(Reporter report) {
        try {
            report.beat();
        } catch (RuntimeException e) {
            // The disk may be full for a moment: the next beat tells as much.
        }
    }
}
