package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.runner.Crew;
import io.narsil.runner.MachineKind;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerLink;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerPool;
import io.narsil.runner.WorkerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Jobs as workers: each is started for one request. A job that an earlier search has left, and that still runs or has its
 * result, is taken up by whoever asks for the very same.
 */
public final class JobCrew extends Crew<JobLink> {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final String PROBE = "";
    private static final String TRIAL = "trial-";

    private final Launcher launcher;
    private final RunnerPlace place;
    private final JobTimes times;
    private final Set<JobLink> links = new HashSet<>();
    /** Jobs that an earlier search has left. */
    private final List<Begun> left = new ArrayList<>();
    /** Kinds of machines that were heard of. */
    private final Set<MachineKind> machines = new HashSet<>();

    /** The vector instructions that trainers are held to; empty while none are known. */
    private String vectors;

    /** Jobs whose result is here, and which are about to end by themselves. */
    private final List<Job> ending = new ArrayList<>();

    /** A job with its files. */
    record Begun(JobFolder folder, Job job) {}

    JobCrew(Launcher launcher, RunnerPlace place, JobTimes times) {
        this.launcher = launcher;
        this.place = place;
        this.times = times;
        vectors = place.vectors();
    }

    /** A runner whose trials are jobs. */
    public static TrialRunner runner(Launcher launcher, RunnerPlace place, JobTimes times) {
        return WorkerPool.of(new JobCrew(launcher, place, times), place.workers(), place.files(), REST);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A first job trains nothing: it shows that the other machine sees the folder, has Java, and can start the trainer. A job
     * that an earlier search has left, and that trains, has shown it as well, and a new one might have to wait for its end.
     */
    @Override
    public String start(int most) throws WorkerLink.StoppedException {
        try {
            Files.createDirectories(place.jobs());
        } catch (IOException e) {
            throw WholeFile.failure(place.jobs(), e);
        }
        launcher.begin();
        writeTrainer();
        Optional<String> engine = Optional.empty();
        for (JobFolder folder : JobFolder.below(place.jobs())) {
            Optional<Job> alive = launcher.find(folder);
            Optional<JobReport> report = JobReport.read(folder.report());
            boolean over = report.map(JobReport::over).orElse(false);
            boolean probe = request(folder).equals(PROBE);
            if (!probe && (alive.isPresent() || over)) {
                left.add(new Begun(folder, alive.orElse(Job.PAST)));
                if (alive.isPresent() && report.isPresent()) {
                    engine = engine.or(report.get()::engine);
                    heard(report.get());
                }
            } else {
                alive.ifPresent(Job::cancel);
                folder.remove();
            }
        }
        return engine.isPresent() ? engine.get() : probe();
    }

    private void writeTrainer() {
        TrainerFile.write(new JobFolder(place.jobs().resolve("any")).trainer(), place.trainer(), vectors);
    }

    /** Notes the machine of a job; those that are heard of later are held to what the first one can do. */
    void heard(JobReport report) {
        MachineKind machine = report.machine();
        if (machine == null) {
            return;
        }
        synchronized (this) {
            if (!machines.add(machine)) {
                return;
            }
            if (vectors.isEmpty()) {
                vectors = machine.vectors();
                writeTrainer();
            }
        }
        place.news().trains(machine, report.node());
    }

    /** Tells where a trial's job has begun, perhaps not for the first time. */
    void placed(Begun begun, JobReport report) {
        String subject = begun.folder().subject();
        if (subject.startsWith(TRIAL)) {
            int trial = Integer.parseInt(subject.substring(TRIAL.length()));
            place.news().placed(trial, report.node(), begun.job().name());
        }
    }

    /** Tells what the launcher has to say. */
    void tell() {
        launcher.news().forEach(place.news()::told);
    }

    /** What the user may do where a job has too little memory. */
    String memory() {
        return launcher.memory();
    }

    /**
     * Makes sure that jobs can tell what comes of them.
     *
     * @throws UserException where nothing can be written
     */
    void checkRoom() {
        JobFolder.checkRoom(place.jobs());
    }

    private String probe() throws WorkerLink.StoppedException {
        JobLink link = take();
        try {
            link.send(PROBE);
            WorkerMessage first = link.next();
            if (first instanceof WorkerMessage.Ready ready) {
                giveBack(link);
                return ready.engine();
            }
            drop(link);
            String reason = first instanceof WorkerMessage.Stopped stopped
                    ? stopped.reason().replaceAll("\\.$", "")
                    : "the first job spoke of something else";
            throw new UserException("", reason, "");
        } catch (WorkerLink.BrokenException e) {
            check();
            drop(link);
            throw new UserException(
                    launcher.where(),
                    "a first job, which only has to show that it can start, has failed: " + e.getMessage(),
                    "");
        }
    }

    private static String request(JobFolder folder) {
        try {
            return RequestFile.read(folder.request()).line();
        } catch (UserException | IllegalArgumentException e) {
            return PROBE;
        }
    }

    /** Begins the job of a request, or takes up the one that was begun before. */
    Begun begin(String line, int slot) {
        String subject = subject(line);
        synchronized (this) {
            Optional<Begun> same = Optional.empty();
            for (Begun before : List.copyOf(left)) {
                if (before.folder().subject().equals(subject)) {
                    left.remove(before);
                    if (same.isEmpty() && request(before.folder()).equals(line)) {
                        same = Optional.of(before);
                    } else {
                        before.job().cancel();
                        before.folder().remove();
                    }
                }
            }
            if (same.isPresent()) {
                return same.get();
            }
        }
        JobFolder folder = new JobFolder(place.jobs().resolve(subject + "-" + Nonce.next()));
        RequestFile.of(line).write(folder.request());
        return new Begun(folder, launcher.launch(folder, slot));
    }

    private static String subject(String line) {
        if (line.equals(PROBE)) {
            return "probe-0";
        }
        try {
            WorkerRequest request = Protocol.request(line);
            return request instanceof TrainRequest ? TRIAL + Math.abs(request.trial()) : "answer-0";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public synchronized JobLink take() throws WorkerLink.StoppedException {
        check();
        int slot = 0;
        while (taken(slot)) {
            slot++;
        }
        JobLink link = new JobLink(this, slot, times);
        links.add(link);
        return link;
    }

    private boolean taken(int slot) {
        return links.stream().anyMatch(l -> l.slot() == slot);
    }

    /** {@inheritDoc} The job ends by itself, and its files are not needed any more. */
    @Override
    public void giveBack(JobLink link) {
        forget(link).ifPresent(begun -> {
            JobEnd.keep(begun.folder(), place.log());
            begun.folder().remove();
            synchronized (this) {
                ending.removeIf(job -> job.state() == Job.State.ENDED);
                ending.add(begun.job());
            }
        });
    }

    @Override
    public void drop(JobLink link) {
        forget(link).ifPresent(begun -> {
            begun.job().cancel();
            JobEnd.keep(begun.folder(), place.log());
            begun.folder().remove();
        });
    }

    private synchronized Optional<Begun> forget(JobLink link) {
        links.remove(link);
        return link.begun();
    }

    /** {@inheritDoc} A job has no worker that waits. */
    @Override
    public void leave(int most) {
        // Each job ends with its request.
    }

    /** {@inheritDoc} A job has a limit of its own, or a machine. */
    @Override
    public boolean shareMemory() {
        return false;
    }

    @Override
    protected void end() {
        List<Begun> all;
        List<Job> jobs;
        synchronized (this) {
            all = new ArrayList<>(left);
            links.forEach(link -> link.begun().ifPresent(all::add));
            jobs = new ArrayList<>(ending);
            links.clear();
            left.clear();
            ending.clear();
        }
        all.forEach(begun -> jobs.add(begun.job()));
        launcher.cancel(jobs);
        all.forEach(begun -> {
            JobEnd.keep(begun.folder(), place.log());
            begun.folder().remove();
        });
        launcher.close();
        JobFolder.tidy(place.jobs());
    }
}
