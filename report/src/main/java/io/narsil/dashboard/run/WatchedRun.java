package io.narsil.dashboard.run;

import io.narsil.dashboard.log.Course;
import io.narsil.dashboard.log.RunLog;
import io.narsil.report.part.FrontsView;
import io.narsil.report.part.WorthView;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of a folder: its log as it grows, its lock, and what its store adds. Nothing is written to it.
 *
 * <p>All that is asked of it looks first, at most some times a second, however many pages are open.
 */
public final class WatchedRun {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final String name;
    private final RunFolder folder;
    private final boolean link;
    private final Executor beside;
    private final RunLog log;
    private final StudyOfRun study;
    /** Whoever has waited longest comes next, or a long log would keep all who ask waiting. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private final CandidateViews candidates;
    private final Reread fronts;
    private final Reread worth;
    private final SearchCharts charts = new SearchCharts();
    private List<String> logFaults = List.of();
    private List<String> storeFaults = List.of();
    private String storeKey = "";
    private boolean running;
    private boolean finished;
    private boolean reading;
    private boolean looked;
    private long lookedAt;
    private RunSummary summary;

    WatchedRun(String name, RunFolder folder, boolean link, Executor beside) {
        this.name = name;
        this.folder = folder;
        this.link = link;
        this.beside = beside;
        this.log = new RunLog(folder.events());
        this.study = new StudyOfRun(folder);
        this.candidates = new CandidateViews(folder, log);
        this.fronts = new Reread(folder.fronts(), folder.result());
        this.worth = new Reread(folder.predictor(), folder.study(), folder.result());
    }

    /** The path of the run from the folder of all runs, with slashes. */
    public String name() {
        return name;
    }

    /** Whether its folder is a link, which is not looked into. */
    public boolean link() {
        return link;
    }

    /** Its folder, for commands; nothing here writes to it. */
    public RunFolder folder() {
        return folder;
    }

    /** The number of rounds that its study plans; nothing where a clock plans them, or the study cannot be read. */
    public OptionalInt rounds() {
        return ask(l -> study.rounds());
    }

    /** The page that {@code narsil report} wrote; a path that is a file only where there is one. */
    public Path report() {
        return folder.report();
    }

    /** Whether there is a page that may be shown: a file and no link. */
    public boolean hasReport() {
        return !link && Files.isRegularFile(folder.report(), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is asked of a run that was just looked at; nobody else reads on meanwhile. */
    private <T> T ask(Function<RunLog, T> question) {
        return alone(() -> {
            if (!link && (!looked || System.nanoTime() - lookedAt > PAUSE_NANOS)) {
                looked = true;
                look();
                lookedAt = System.nanoTime();
            }
            return question.apply(log);
        });
    }

    private <T> T alone(Supplier<T> work) {
        turns.lock();
        try {
            return work.get();
        } finally {
            turns.unlock();
        }
    }

    private void look() {
        finished = folder.finished();
        running = RunLock.held(folder);
        study.look();
        if (!reading && !read()) {
            reading = true;
            run(this::readOn);
        }
        if (!reading) {
            store();
        }
    }

    /** Reads a portion of the log, and tells whether it was the last. */
    private boolean read() {
        try {
            boolean whole = log.read();
            logFaults = log.unread() == 0
                    ? List.of()
                    : List.of(folder.events() + ": " + log.unread() + " lines are no events and were passed over");
            return whole;
        } catch (RuntimeException e) {
            logFaults = StoreReading.texts(folder.events(), e);
            return true;
        }
    }

    /** The log is long: the rest of it is read beside, and who asks meanwhile gets what is there. */
    private void readOn() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = alone(() -> {
                reading = !read();
                summary = null;
                return reading;
            });
        }
    }

    private void run(Runnable work) {
        try {
            beside.execute(work);
        } catch (RejectedExecutionException e) {
            // The page is being closed.
            storeKey = "";
        }
    }

    /**
     * The store is asked when nobody writes to it, or once after a search went on: a kill may have come between it and the log. That
     * takes a while where it is large, and is done beside.
     */
    private void store() {
        boolean logged = Files.exists(folder.events());
        String key = running && logged ? (log.starts() == 0 ? storeKey : "starts " + log.starts()) : state();
        if (key.equals(storeKey)) {
            return;
        }
        storeKey = key;
        List<Integer> missing = log.missing();
        int next = log.next();
        run(() -> take(StoreReading.of(folder, missing, next)));
    }

    private void take(StoreReading found) {
        alone(() -> {
            found.rows().forEach(log::take);
            storeFaults = found.faults();
            summary = null;
            return true;
        });
    }

    private String state() {
        try {
            return Files.size(folder.trials()) + " bytes of " + Files.getLastModifiedTime(folder.trials()) + ", "
                    + log.bytes() + " of the log";
        } catch (IOException e) {
            return "no store, " + log.bytes() + " of the log";
        }
    }

    /** How the run stands. */
    public RunSummary summary() {
        return ask(l -> {
            String version = log.version()
                    + (finished ? " finished" : "")
                    + (running ? " running" : "")
                    + (hasReport() ? " report " : " ")
                    + faults().hashCode();
            if (summary == null || !summary.version().equals(version)) {
                summary = summary(version);
            }
            return summary;
        });
    }

    private RunSummary summary(String version) {
        Course.Estimate estimate = log.course().estimate(study.plan(), finished && !running);
        List<RunSummary.Best> best = new ArrayList<>();
        Members.order(study.plan(), log.best()).forEach((budget, trial) -> {
            if (trial != null) {
                best.add(new RunSummary.Best(budget, trial.score(), trial.trial()));
            }
        });
        String state = link ? "refused" : running ? "running" : finished ? "finished" : "stopped";
        return new RunSummary(
                name,
                state,
                estimate.over(),
                estimate.planned(),
                estimate.share(),
                running ? estimate.left() : null,
                estimate.seconds(),
                study.score(),
                best,
                log.counts(),
                faults(),
                hasReport(),
                reading ? log.share() : null,
                version);
    }

    private List<String> faults() {
        if (link) {
            return List.of("this is a link, which is not followed. Maybe name the folder that it leads to");
        }
        List<String> faults = new ArrayList<>(logFaults);
        // A finished run needs its study no more, and its images may be gone.
        faults.addAll(finished ? List.of() : study.faults());
        faults.addAll(storeFaults);
        return faults;
    }

    /** What its log tells. */
    public <T> T log(Function<RunLog, T> question) {
        return ask(question);
    }

    /** What it keeps of its question. */
    public FrozenRun frozen() {
        return link ? new FrozenRun(Map.of(), Map.of(), "", "", List.of()) : FrozenRun.of(folder);
    }

    /** The family, or how far it is. */
    public Members members() {
        return ask(l -> Members.of(folder, finished && !running, study.plan(), log));
    }

    /** The recipes of trials in a few words; empty where nobody knows one. */
    public List<String> recipes(List<Integer> trials) {
        return ask(l -> trials.stream().map(candidates::recipe).toList());
    }

    /** A trial's network and recipe. */
    public CandidateView candidate(int trial) {
        return ask(l -> candidates.of(trial));
    }

    /** The predicted fronts of a run that is over, or what is wrong with them; empty of one that is not. */
    public Map<String, Object> fronts() {
        List<String> images = ask(l -> finished && !running ? study.images() : null);
        String path = folder.path().toAbsolutePath().normalize().toString();
        return images == null ? Map.of() : fronts.of(images, () -> FrontsView.of(folder, path, images));
    }

    /** The fronts of score against each cost, and how they grew. */
    public Map<String, Object> growth() {
        return ask(l -> charts.growth(l, study));
    }

    /** Who has climbed the rungs of the search; empty where candidates do not climb. */
    public Map<String, Object> rungs() {
        return ask(l -> charts.rungs(l, study));
    }

    /** What each parameter is worth so far, or what is wrong with the files that tell. */
    public Map<String, Object> worth() {
        return link ? Map.of() : worth.of("", () -> WorthView.of(folder));
    }
}
