package io.narsil.study.time;

import io.narsil.files.WholeFile;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Begun;
import io.narsil.search.Budget;
import io.narsil.search.History;
import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import io.narsil.study.TimeLimit;
import io.narsil.study.UsualLength;
import io.narsil.study.event.RunTime;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.pace.Pace;
import io.narsil.study.pace.TimePlanner;
import io.narsil.study.pace.TimedObjects;
import io.narsil.study.pace.TimedTraining;
import io.narsil.study.revision.FrozenStudy;
import io.narsil.study.revision.Revisions;
import io.narsil.study.setup.StudySetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Keeps a search to its time. What a clock decides becomes a setting of the frozen study, or a revision of it, before any
 * trial is chosen by it; so a run that goes on repeats it.
 *
 * @param used seconds that the run has taken so far, over all its starts
 */
public record SearchTime(StudySetup setup, DoubleSupplier used, StudyListener events) {
    /** What the end of a run takes beside its trainings, as a share of all and in seconds: files, proofs, timings. */
    private static final double END_SHARE = 0.01;

    private static final double END = 3;
    private static final int SAMPLE = 50;
    private static final String IMAGES = "timed-images";
    private static final String OBJECTS = "timed-objects";

    /** What the log of a run says that it has taken. */
    public static DoubleSupplier used(StudySetup setup) {
        return () -> RunTime.seconds(setup.folder().events());
    }

    /** The setup with a plan that fits into the time, by a short training; as it is where there is no limit. */
    public StudySetup begin() {
        if (!limit().limited()) {
            return setup;
        }
        RunArtifacts artifacts = new RunArtifacts(setup.folder());
        int workers = setup.study().training().workers();
        events.on(new StudyEvent.PaceMeasuring(limit().minutes()));
        try (TrialRunner runner = WorkerPool.of(
                        setup.study().worker(), setup.folder().workerLog(), artifacts)
                .workers(workers)
                .build()) {
            runner.start();
            TimedTraining training = new TimedTraining(
                    setup.problem(), setup.data(), artifacts.path(IMAGES), IMAGES, objects(artifacts), runner);
            return begin(training.pace(setup.study().plan(), workers, SAMPLE));
        } finally {
            delete(artifacts.path(IMAGES));
            delete(artifacts.path(OBJECTS));
        }
    }

    private Optional<TimedObjects> objects(RunArtifacts artifacts) {
        return setup.problem().space().finds()
                ? Optional.of(new TimedObjects(setup.folder().objects(), artifacts.path(OBJECTS), OBJECTS))
                : Optional.empty();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }

    private TimePlanner planner(Pace pace) {
        return new TimePlanner(
                limit(), pace, UsualLength.of(setup.study().parent().isPresent()));
    }

    StudySetup begin(Pace pace) {
        SearchPlan plan = planner(pace).begin(setup.study().plan(), left());
        tell(plan, pace.all(plan));
        return setup.planned(plan);
    }

    /** Whether the plan may change between two steps: all that was chosen is over, and no final was chosen. */
    private boolean open(List<StoredTrial> trials) {
        return limit().limited()
                && !setup.plans().now().finishing()
                && !trials.isEmpty()
                // A plan that was just made is kept, but for one that a user has given another time.
                && (setup.plans().last() != trials.size() || Revisions.retimed(setup.folder()))
                && trials.get(trials.size() - 1).trial().kind() == Trial.Kind.ROUND
                // Finals before it are of an earlier plan, and may never be over.
                && trials.stream()
                        .noneMatch(t -> t.trial().kind() == Trial.Kind.ROUND
                                && t.result().isEmpty());
    }

    /** The setup to go on with once a step is over: as it is, or with another plan, which is kept in the folder. */
    public StudySetup corrected(List<StoredTrial> trials) {
        if (!open(trials)) {
            return setup;
        }
        Trial last = trials.get(trials.size() - 1).trial();
        History history = StoredTrial.history(trials);
        Begun all = Begun.of(setup.plans(), history);
        int begun = all.rounds();
        SearchPlan before = setup.study().plan();
        Optional<Ladder> ladder =
                before.climbing() ? Optional.of(Ladder.of(setup.plans(), setup.problem(), history)) : Optional.empty();
        // Where all has begun, nothing follows that could be planned.
        if (ladder.isPresent() && (all.all() || !ladder.get().rests())) {
            return setup;
        }
        Pace pace = pace(trials, last.round());
        TimePlanner planner = planner(pace);
        // Candidates were tried by beliefs about the finals that were planned first.
        SearchPlan after = ladder.map(l -> planner.climbOn(before, begun, l, left()))
                .orElseGet(() -> planner.goOn(before, begun, last.epochs(), left()))
                .believing(before.believed());
        int more = after.rounds() - begun;
        tell(
                after,
                ladder.map(l -> pace.left(after, l, more + 1))
                        .orElseGet(() -> more * pace.round(after, last.epochs()) + pace.finals(after)));
        if (after.equals(before)) {
            return setup;
        }
        StudySetup planned = setup.planned(after);
        return setup.with(
                planned.study(),
                new FrozenStudy(planned.study(), setup.folder()).keep(trials.size(), begun, StudyListener.NONE));
    }

    private TimeLimit limit() {
        return setup.study().time();
    }

    private double end() {
        return END + END_SHARE * limit().seconds();
    }

    private double left() {
        return limit().seconds() - used.getAsDouble() - end();
    }

    private void tell(SearchPlan plan, double seconds) {
        events.on(new StudyEvent.TimePlanned(
                plan.rounds(),
                plan.batch(),
                plan.epochs(),
                plan.rungs(),
                plan.finalEpochs(),
                used.getAsDouble() + seconds + end(),
                limit().seconds()));
    }

    private double work(StoredTrial trial) {
        return setup.problem().work(trial.trial().candidate());
    }

    private double wholeWork(StoredTrial trial) {
        return setup.problem().wholeWork(trial.trial().candidate());
    }

    /** What the last round shows. */
    private Pace pace(List<StoredTrial> trials, int round) {
        List<StoredTrial> shown = trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.ROUND && t.trial().round() == round)
                .toList();
        double seconds = 0;
        double work = 0;
        for (StoredTrial trial : shown) {
            // An epoch that was read back from a checkpoint took no time.
            long epochs = trial.epochs().stream().filter(e -> e.seconds() > 0).count();
            seconds += trial.seconds();
            work += epochs * work(trial);
        }
        Map<String, Double> typical = new LinkedHashMap<>();
        for (Budget budget : setup.study().plan().budgets()) {
            typical.put(
                    budget.name(),
                    shown.stream()
                            .filter(t -> t.trial().budget().equals(budget.name()))
                            .mapToDouble(this::wholeWork)
                            .average()
                            .orElse(shown.stream()
                                    .mapToDouble(this::wholeWork)
                                    .average()
                                    .orElse(0)));
        }
        return Pace.of(
                work == 0 ? 0 : seconds / work,
                setup.study().training().workers(),
                typical,
                setup.problem(),
                setup.study().plan());
    }
}
