package io.narsil.study.trial;

import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.store.StoredTrial;
import io.narsil.study.event.Progress;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Estimates how much work is done and how long the rest will take.
 *
 * <p>The unit of work is that of {@link Problem#work}.
 */
public final class ProgressMeter implements StudyListener {
    private SearchPlan plan;
    private ByHand byHand;
    private final Problem problem;
    private final LongSupplier nanoTime;
    private final StudyListener out;
    private final Map<String, Double> typical = new HashMap<>();
    private final Map<String, Double> best = new LinkedHashMap<>();
    private final Map<Integer, Double> scores = new HashMap<>();
    private final Map<Integer, Trial> known = new HashMap<>();
    private final Map<Integer, Integer> epochs = new HashMap<>();
    /** Asked for every trial at every epoch. */
    private final Map<Candidate, Double> works = new HashMap<>();

    private double done;
    private double sinceStart;
    private long start;
    private int candidates;
    private int stopEpoch;
    private int roundsChosen;
    private boolean finalsChosen;

    /**
     * A meter.
     *
     * @param nanoTime clock that only goes forward
     * @param out listener that hears {@link StudyEvent.Progressed} whenever something has moved
     */
    public ProgressMeter(SearchPlan plan, Problem problem, LongSupplier nanoTime, StudyListener out) {
        this.plan = plan;
        this.byHand = ByHand.of(problem, plan);
        this.problem = problem;
        this.nanoTime = nanoTime;
        this.out = out;
        this.stopEpoch = plan.epochs();
    }

    /** What the run did before it was stopped. */
    public void restore(List<StoredTrial> trials) {
        chosen(trials.stream().map(StoredTrial::trial).toList());
        for (StoredTrial stored : trials) {
            stored.epochs().forEach(e -> epoch(stored.id(), e.epoch(), e.score(), false));
            stored.result().ifPresent(this::finished);
        }
    }

    @Override
    public void on(StudyEvent event) {
        if (event instanceof StudyEvent.PoolBuilt pool) {
            pool.typical().forEach((budget, activations) -> typical.put(budget, (double) activations));
        } else if (event instanceof StudyEvent.EarlyStopFound found) {
            stopEpoch = found.stop().epoch();
        } else if (event instanceof StudyEvent.TrialStarted && start == 0) {
            start = nanoTime.getAsLong();
        } else if (event instanceof StudyEvent.TimePlanned t) {
            SearchPlan lengths = t.rungs().isEmpty() ? plan : plan.climbing(t.rungs(), t.finalEpochs());
            plan = lengths.paced(t.rounds(), t.batch(), t.epochs(), t.finalEpochs())
                    .believing(plan.believed());
            byHand = ByHand.of(problem, plan);
        } else if (event instanceof StudyEvent.TrialReopened reopened) {
            reopened(reopened.trial());
        } else if (event instanceof StudyEvent.TrialRetried retried) {
            reopened(retried.trial());
        } else if (event instanceof StudyEvent.TrialsChosen step) {
            chosen(step.choices().stream().map(StudyEvent.Choice::trial).toList());
            moved();
        } else if (event instanceof StudyEvent.EpochDone over) {
            if (epoch(over.trial(), over.epoch(), over.score(), true)) {
                moved();
            }
        } else if (event instanceof StudyEvent.TrialDone over) {
            finished(over.result());
            moved();
        }
    }

    /** A trial of an earlier plan that nobody asks for now is not counted. */
    private void reopened(int trial) {
        if (known.containsKey(trial)) {
            candidates--;
            done -= work(trial) * (known.get(trial).epochs() - epochs.get(trial));
        }
    }

    private void moved() {
        out.on(new StudyEvent.Progressed(progress()));
    }

    private void chosen(List<Trial> trials) {
        for (Trial trial : trials) {
            known.put(trial.id(), trial);
            epochs.put(trial.id(), trial.epochs() - trial.ownEpochs());
            if (trial.kind() == Trial.Kind.ROUND) {
                roundsChosen = Math.max(roundsChosen, trial.round() + 1);
                finalsChosen = false;
            } else if (trial.kind() != Trial.Kind.HAND) {
                finalsChosen = true;
            }
        }
    }

    /** Counts an epoch once: a worker that goes on from a checkpoint reports those before it again. */
    private boolean epoch(int trial, int epoch, double score, boolean now) {
        if (!known.containsKey(trial) || epoch <= epochs.get(trial)) {
            return false;
        }
        epochs.put(trial, epoch);
        done += work(trial);
        sinceStart += now ? work(trial) : 0;
        scores.put(trial, score);
        return true;
    }

    /** What diverged or failed is never the best, nor what may still do so. */
    private void judge(TrialResult result) {
        double score = scores.getOrDefault(result.trial(), Double.NaN);
        if (result.done() && score >= 0) {
            best.merge(known.get(result.trial()).budget(), score, Math::max);
        }
    }

    /** Epochs that a trial never had are done with, too. */
    private void finished(TrialResult result) {
        if (!known.containsKey(result.trial())) {
            return;
        }
        candidates++;
        judge(result);
        done += work(result.trial()) * (known.get(result.trial()).epochs() - epochs.get(result.trial()));
    }

    Progress progress() {
        double left = Math.max(0, total() - done);
        OptionalDouble seconds = sinceStart > 0
                ? OptionalDouble.of((nanoTime.getAsLong() - start) / 1e9 * left / sinceStart)
                : OptionalDouble.empty();
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (Budget budget : plan.budgets()) {
            if (best.containsKey(budget.name())) {
                ordered.put(budget.name(), best.get(budget.name()));
            }
        }
        int planned = finalsChosen
                ? known.size()
                : plan.climbing()
                        ? Math.max(
                                known.size(),
                                byHand.all().size() + (int) Math.ceil(climbers() * Ladder.trialsEach(plan)))
                        : known.size()
                                + roundsLeft() * plan.batch()
                                + handLeft().size()
                                + plan.finalists() * plan.budgets().size();
        double total = total();
        return new Progress(
                candidates,
                planned,
                total == 0 ? 0 : Math.min(1, done / total),
                seconds,
                problem.task().scoreText(),
                ordered);
    }

    private double total() {
        double climbed = 0;
        double other = 0;
        for (Trial trial : known.values()) {
            double work = work(trial.candidate()) * trial.ownEpochs();
            climbed += trial.kind() == Trial.Kind.HAND ? 0 : work;
            other += trial.kind() == Trial.Kind.HAND ? work : 0;
        }
        if (finalsChosen) {
            return climbed + other;
        }
        for (Candidate candidate : handLeft()) {
            other += work(candidate) * plan.finalEpochs();
        }
        double planned = 0;
        for (Budget budget : plan.budgets()) {
            double work = typical.getOrDefault(budget.name(), 0.0);
            double share = (double) plan.batch() / plan.budgets().size();
            planned += plan.climbing()
                    ? work
                            * Ladder.epochsEach(plan)
                            * climbers()
                            / plan.budgets().size()
                    : work * (share * stopEpoch * roundsLeft() + plan.finalists() * plan.finalEpochs());
        }
        return other + (plan.climbing() ? Math.max(climbed, planned) : climbed + planned);
    }

    /** The candidates that are expected to begin to climb: those of all rounds, and what evolution finds. */
    private int climbers() {
        return plan.first() + plan.rounds() * plan.batch();
    }

    /** What is to be made by hand and was not chosen yet. */
    private Set<Candidate> handLeft() {
        Set<Candidate> left = new HashSet<>(byHand.all().keySet());
        known.values().stream()
                .filter(t -> t.kind() == Trial.Kind.HAND && t.epochs() == plan.finalEpochs())
                .forEach(t -> left.remove(t.candidate()));
        return left;
    }

    private int roundsLeft() {
        return Math.max(0, plan.rounds() - roundsChosen);
    }

    private double work(int trial) {
        return work(known.get(trial).candidate());
    }

    private double work(Candidate candidate) {
        return works.computeIfAbsent(candidate, problem::work);
    }
}
