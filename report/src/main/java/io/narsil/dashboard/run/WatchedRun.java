package io.narsil.dashboard.run;

import io.narsil.dashboard.log.Course;
import io.narsil.dashboard.log.RunLog;
import io.narsil.dashboard.log.WorkersView;
import io.narsil.report.part.FrontsView;
import io.narsil.report.part.WorthView;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run as it goes, of a folder or of a server. Nothing is written to it.
 *
 * <p>All that is asked of it looks first, at most some times a second, however many pages are open.
 */
public final class WatchedRun {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    /** The folder of a run whose folder is not here: nothing can be in it, so that whoever looks for a file finds none. */
    private static final Path NOWHERE = Path.of("/dev/null/nowhere");

    private final String name;
    private final RunFolder folder;
    private final boolean link;
    private final RunSource source;
    private final RunLog log;
    private final StudyOfRun study;
    /** Whoever has waited longest comes next, or a long log would keep all who ask waiting. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private final CandidateViews candidates;
    private final Reread fronts;
    private final Reread worth;
    private final SearchCharts charts = new SearchCharts();
    private boolean looked;
    private long lookedAt;
    private RunSummary summary;

    WatchedRun(String name, RunFolder folder, boolean link, Executor beside) {
        this.name = name;
        this.folder = folder;
        this.link = link;
        this.log = new RunLog(folder.events());
        this.source = new FolderSource(folder, log, turns, beside);
        this.study = new StudyOfRun(folder);
        this.candidates = new CandidateViews(folder, log);
        this.fronts = new Reread(folder.fronts(), folder.result());
        this.worth = new Reread(folder.predictor(), folder.study(), folder.result());
    }

    private WatchedRun(String name, RunSource source) {
        this.name = name;
        this.folder = new RunFolder(NOWHERE);
        this.link = false;
        this.log = new RunLog(folder.events());
        this.source = source;
        this.study = new StudyOfRun(folder);
        this.candidates = new CandidateViews(folder, log);
        this.fronts = new Reread();
        this.worth = new Reread();
    }

    /** A run whose folder is not here: whoever reads its trials has the log {@link RunLog#replace} them. */
    public static WatchedRun elsewhere(String name, RunSource source) {
        return new WatchedRun(name, source);
    }

    /** The path of the run from the folder of all runs, with slashes; of one on a server host, database and schema. */
    public String name() {
        return name;
    }

    /** Whether its folder is a link, which is not looked into. */
    public boolean link() {
        return link;
    }

    /** Whether its folder is here and may be looked into. */
    public boolean here() {
        return !link && source.kept().isEmpty();
    }

    /** Its folder, for commands; nothing here writes to it. Where it is not {@link #here}, no file is in it. */
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
                source.look();
                study.look();
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

    /** How the run stands. */
    public RunSummary summary() {
        return ask(l -> {
            String version = log.version()
                    + (source.finished() ? " finished " : " ")
                    + source.state()
                    + (source.read() == null ? "" : " reading")
                    + (hasReport() ? " report " : " ")
                    + faults().hashCode();
            if (summary == null || !summary.version().equals(version)) {
                summary = summary(version);
            }
            return summary;
        });
    }

    private RunSummary summary(String version) {
        Course.Estimate estimate = log.course().estimate(study.plan(), over());
        List<RunSummary.Best> best = new ArrayList<>();
        Members.order(study.plan(), log.best()).forEach((budget, trial) -> {
            if (trial != null) {
                best.add(new RunSummary.Best(budget, trial.score(), trial.trial()));
            }
        });
        return new RunSummary(
                name,
                link ? "refused" : source.state(),
                estimate.over(),
                estimate.planned(),
                estimate.share(),
                source.running() ? estimate.left() : null,
                estimate.seconds(),
                study.score(),
                best,
                log.counts(),
                faults(),
                hasReport(),
                source.read(),
                version,
                source.kept());
    }

    /** Whether it is over, and nobody goes on with it. */
    private boolean over() {
        return source.finished() && !source.running();
    }

    private List<String> faults() {
        if (link) {
            return List.of("this is a link, which is not followed. Maybe name the folder that it leads to");
        }
        List<String> faults = new ArrayList<>(source.faults());
        // A finished run needs its study no more, and its images may be gone.
        faults.addAll(source.finished() ? List.of() : study.faults());
        return faults;
    }

    /** What its log tells. */
    public <T> T log(Function<RunLog, T> question) {
        return ask(question);
    }

    /** What its workers do; of a run that nobody goes on with, nothing. */
    public WorkersView workers() {
        return ask(l -> source.running() ? l.workers() : WorkersView.NONE);
    }

    /** What it keeps of its question. */
    public FrozenRun frozen() {
        return here() ? FrozenRun.of(folder) : new FrozenRun(Map.of(), Map.of(), "", "", List.of());
    }

    /** The family, or how far it is. */
    public Members members() {
        return ask(l -> Members.of(folder, over(), study.plan(), log));
    }

    /** The recipes of trials in a few words; empty where nobody knows one. */
    public List<String> recipes(List<Integer> trials) {
        return ask(l -> trials.stream().map(candidates::recipe).toList());
    }

    /** A trial's network and recipe. */
    public CandidateView candidate(int trial) {
        // Who has to ask somebody else does not keep the others waiting.
        Map<String, String> values = source.candidate(trial);
        return values.isEmpty() ? ask(l -> candidates.of(trial)) : new CandidateView("", values, Map.of(), List.of());
    }

    /** The predicted fronts of a run that is over, or what is wrong with them; empty of one that is not. */
    public Map<String, Object> fronts() {
        List<String> images = ask(l -> over() ? study.images() : null);
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
        return here() ? worth.of("", () -> WorthView.of(folder)) : Map.of();
    }
}
