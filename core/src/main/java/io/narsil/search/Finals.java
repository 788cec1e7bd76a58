package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The last trainings: for each budget a finalist and, for comparison, the median of its first round. */
final class Finals {
    private static final int TRIES = 3;

    private final SearchPlan plan;
    private final History history;

    Finals(SearchPlan plan, History history) {
        this.plan = plan;
        this.history = history;
    }

    /**
     * The trials that are still to be trained; empty when the family is complete.
     *
     * @param ranked candidates of each budget, the most promising first; the next is taken where one cannot be trained
     */
    Optional<Step.Train> next(Supplier<Map<Budget, List<Scored>>> ranked) {
        List<Budget> budgets = plan.budgets();
        int taught = plan.distillation() > 0 ? budgets.size() - 1 : 0;
        // The largest member teaches the smaller ones (section 4), and their baselines, so that it is trained
        // first.
        Optional<Step.Train> first = train(ranked, budgets.subList(taught, budgets.size()), OptionalInt.empty());
        if (first.isPresent() || taught == 0) {
            return first;
        }
        OptionalInt teacher = best(budgets.get(taught))
                .filter(History.Entry::done)
                .map(e -> OptionalInt.of(e.trial().id()))
                .orElse(OptionalInt.empty());
        return train(ranked, budgets.subList(0, taught), teacher);
    }

    private Optional<Step.Train> train(
            Supplier<Map<Budget, List<Scored>>> ranked, List<Budget> budgets, OptionalInt teacher) {
        List<Budget> missing = budgets.stream().filter(this::missing).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        boolean start = budgets.stream().allMatch(b -> history.finalists(b).isEmpty());
        List<Trial> baselines = new ArrayList<>();
        if (start) {
            for (Budget budget : budgets) {
                history.median(budget)
                        .ifPresent(
                                c -> baselines.add(trial(baselines.size(), Trial.Kind.BASELINE, budget, c, teacher)));
            }
        }
        List<Trial> wanted = new ArrayList<>();
        Map<Integer, Prediction> predictions = new HashMap<>();
        for (Budget budget : missing) {
            List<Scored> survivors = ranked.get().get(budget);
            int attempt = history.finalists(budget).size();
            if (attempt < survivors.size()) {
                Scored next = survivors.get(attempt);
                Trial trial =
                        trial(baselines.size() + wanted.size(), Trial.Kind.FINALIST, budget, next.candidate(), teacher);
                wanted.add(trial);
                predictions.put(trial.id(), next.prediction());
            }
        }
        wanted.addAll(baselines);
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new Step.Train(wanted, predictions, Step.Why.FINALS));
    }

    private boolean missing(Budget budget) {
        return history.finalists(budget).size() < TRIES
                && best(budget).filter(History.Entry::done).isEmpty();
    }

    /** The most promising finalist that was trained well; the last one where none was. */
    private Optional<History.Entry> best(Budget budget) {
        List<History.Entry> finalists = history.finalists(budget);
        return finalists.stream()
                .filter(History.Entry::done)
                .findFirst()
                .or(() -> finalists.stream().reduce((first, last) -> last));
    }

    /** The members, once nothing is left to be trained. */
    List<FamilyMember> family() {
        return plan.budgets().stream().map(this::member).toList();
    }

    private FamilyMember member(Budget budget) {
        History.Entry finalist = best(budget).orElseThrow();
        Optional<History.Entry> baseline = history.baseline(budget);
        return new FamilyMember(
                budget,
                finalist.trial(),
                finalist.prediction().orElseThrow(),
                finalist.result().orElseThrow(),
                baseline.map(History.Entry::trial),
                baseline.flatMap(History.Entry::result));
    }

    private Trial trial(int further, Trial.Kind kind, Budget budget, Candidate candidate, OptionalInt teacher) {
        int epochs = plan.finalEpochs();
        return new Trial(
                history.nextId() + further, kind, plan.rounds(), budget.name(), candidate, epochs, epochs, teacher);
    }
}
