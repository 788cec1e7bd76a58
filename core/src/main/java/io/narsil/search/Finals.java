package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The last trainings: a finalist for each budget and, to compare with, the median of its first round. */
final class Finals {
    private static final int TRIES = 3;

    private final SearchPlan plan;
    private final Evaluator evaluator;
    private final SearchListener listener;
    private final Function<Budget, Optional<Candidate>> median;
    private final IntSupplier ids;
    private final Map<Budget, Trial> finalists = new LinkedHashMap<>();
    private final Map<Budget, Trial> baselines = new LinkedHashMap<>();
    private final Map<Integer, TrialResult> came = new LinkedHashMap<>();

    /**
     * The last part of a search.
     *
     * @param median of the candidates of a budget's first round, by accuracy
     * @param ids numbers for trials
     */
    Finals(
            SearchPlan plan,
            Evaluator evaluator,
            SearchListener listener,
            Function<Budget, Optional<Candidate>> median,
            IntSupplier ids) {
        this.plan = plan;
        this.evaluator = evaluator;
        this.listener = listener;
        this.median = median;
        this.ids = ids;
    }

    /**
     * Trains the family.
     *
     * @param ranked the candidates of each budget, the most promising first; the next is taken where one cannot be trained
     */
    List<FamilyMember> run(Map<Budget, List<Evolution.Scored>> ranked) {
        List<Budget> budgets = plan.budgets();
        int taught = plan.distillation() > 0 ? budgets.size() - 1 : 0;
        // The largest member teaches the smaller ones (section 4), and their baselines, so that it is trained
        // first.
        train(ranked, budgets.subList(taught, budgets.size()), OptionalInt.empty());
        if (taught > 0) {
            Trial largest = finalists.get(budgets.get(taught));
            boolean trained = came.get(largest.id()).done();
            train(ranked, budgets.subList(0, taught), trained ? OptionalInt.of(largest.id()) : OptionalInt.empty());
        }
        return budgets.stream().map(b -> member(b, ranked.get(b))).toList();
    }

    private void train(Map<Budget, List<Evolution.Scored>> ranked, List<Budget> budgets, OptionalInt teacher) {
        for (Budget budget : budgets) {
            median.apply(budget).ifPresent(c -> baselines.put(budget, trial(Trial.Kind.BASELINE, budget, c, teacher)));
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<Trial> wanted = new ArrayList<>();
            for (Budget budget : budgets) {
                Trial last = finalists.get(budget);
                List<Evolution.Scored> survivors = ranked.get(budget);
                boolean missing = last == null || !came.get(last.id()).done();
                if (missing && attempt < survivors.size()) {
                    Candidate next = survivors.get(attempt).candidate();
                    finalists.put(budget, trial(Trial.Kind.FINALIST, budget, next, teacher));
                    wanted.add(finalists.get(budget));
                }
            }
            if (attempt == 0) {
                budgets.stream()
                        .filter(baselines::containsKey)
                        .map(baselines::get)
                        .forEach(wanted::add);
            }
            if (wanted.isEmpty()) {
                break;
            }
            listener.finalsChosen(wanted);
            evaluator.evaluate(wanted).forEach(r -> came.put(r.trial(), r));
        }
    }

    private FamilyMember member(Budget budget, List<Evolution.Scored> ranked) {
        Trial trial = finalists.get(budget);
        Prediction prediction = ranked.stream()
                .filter(s -> s.candidate().equals(trial.candidate()))
                .findFirst()
                .orElseThrow()
                .prediction();
        Optional<Trial> baseline = Optional.ofNullable(baselines.get(budget));
        return new FamilyMember(
                budget, trial, prediction, came.get(trial.id()), baseline, baseline.map(b -> came.get(b.id())));
    }

    private Trial trial(Trial.Kind kind, Budget budget, Candidate candidate, OptionalInt teacher) {
        int epochs = plan.finalEpochs();
        return new Trial(ids.getAsInt(), kind, plan.rounds(), budget.name(), candidate, epochs, epochs, teacher);
    }
}
