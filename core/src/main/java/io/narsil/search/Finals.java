package io.narsil.search;

import io.narsil.predictor.Prediction;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The last trainings: finalists for each budget. */
final class Finals {
    private final SearchPlan plan;
    private final History history;
    private final ByHand byHand;
    private final Finalists finalists;

    Finals(Plans plans, History history, ByHand byHand) {
        this.plan = plans.now();
        this.history = history;
        this.byHand = byHand;
        this.finalists = new Finalists(plans, history);
    }

    /**
     * The trials that are still to be trained; empty when the family is complete.
     *
     * @param proposed candidates of each budget, the most promising first; the next is taken where one cannot be trained
     */
    Optional<Step.Train> next(Supplier<Map<Budget, List<Scored>>> proposed) {
        Supplier<Map<Budget, List<Scored>>> ranked = others(proposed);
        List<Budget> budgets = plan.budgets();
        int taught = plan.distillation() > 0 ? budgets.size() - 1 : 0;
        // The largest member teaches the smaller ones (section 4), so that it is trained first.
        Optional<Step.Train> first = train(ranked, budgets.subList(taught, budgets.size()), OptionalInt.empty());
        if (first.isPresent() || taught == 0) {
            return first;
        }
        OptionalInt teacher = best(ranked, budgets.get(taught))
                .filter(History.Entry::done)
                .map(e -> OptionalInt.of(e.trial().id()))
                .orElse(OptionalInt.empty());
        return train(ranked, budgets.subList(0, taught), teacher);
    }

    /**
     * The candidates but for what is made by hand for their budget, which is trained as long, and becomes the member where nothing
     * is better: to train it twice would tell chance from chance. A finalist that a teacher helps is trained in another way.
     */
    private Supplier<Map<Budget, List<Scored>>> others(Supplier<Map<Budget, List<Scored>>> proposed) {
        if (plan.distillation() > 0) {
            return proposed;
        }
        return () -> {
            Map<Budget, List<Scored>> others = new HashMap<>();
            proposed.get().forEach((budget, all) -> {
                List<Scored> left = all.stream()
                        .filter(s -> !byHand.trains(s.candidate(), budget, history))
                        .toList();
                others.put(budget, left.isEmpty() ? all : left);
            });
            return others;
        };
    }

    private Optional<Step.Train> train(
            Supplier<Map<Budget, List<Scored>>> ranked, List<Budget> budgets, OptionalInt teacher) {
        List<Budget> missing =
                budgets.stream().filter(b -> lacking(ranked, b) > 0).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        List<Trial> wanted = new ArrayList<>();
        Map<Integer, Prediction> predictions = new HashMap<>();
        for (Budget budget : missing) {
            Set<Candidate> asked = finalists.asked(budget).stream()
                    .map(e -> e.trial().candidate())
                    .collect(Collectors.toSet());
            List<Scored> chosen = ranked.get().get(budget).stream()
                    .filter(s -> !asked.contains(s.candidate()))
                    .limit(lacking(ranked, budget))
                    .toList();
            for (Scored next : chosen) {
                Trial trial = trial(wanted.size(), budget, next.candidate(), teacher);
                wanted.add(trial);
                predictions.put(trial.id(), next.prediction());
            }
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(new Step.Train(wanted, predictions, Step.Why.FINALS));
    }

    /** The number of finalists that are still to be trained for a budget. */
    private int lacking(Supplier<Map<Budget, List<Scored>>> ranked, Budget budget) {
        List<History.Entry> asked = finalists.asked(budget);
        if (asked.isEmpty() && best(ranked, budget).isPresent()) {
            return 0;
        }
        int well = (int) asked.stream().filter(History.Entry::done).count();
        return Math.min(plan.finalists() - well, plan.finalists() + FinalCheck.INSTEAD - asked.size());
    }

    /** The member of a budget, or the last finalist where none was trained well. */
    private Optional<History.Entry> best(Supplier<Map<Budget, List<Scored>>> ranked, Budget budget) {
        List<History.Entry> asked = finalists.asked(budget);
        if (!asked.isEmpty()) {
            return finalists.best(asked);
        }
        if (plan.finalists() > 1) {
            return Optional.empty();
        }
        // One of an earlier plan that is found again need not be trained again.
        return finalists
                .latest(budget.name())
                .filter(e -> usable(e, ranked.get().get(budget).get(0).candidate()));
    }

    /** Whether a trial of an earlier plan is the training that is asked for now. */
    private boolean usable(History.Entry entry, Candidate candidate) {
        Trial trial = entry.trial();
        return entry.done()
                && trial.candidate().equals(candidate)
                && trial.epochs() == plan.finalEpochs()
                && plan.distillation() == 0
                && trial.teacher().isEmpty();
    }

    /** The members, once nothing is left to be trained. */
    List<FamilyMember> family(Supplier<Map<Budget, List<Scored>>> proposed) {
        Supplier<Map<Budget, List<Scored>>> ranked = others(proposed);
        return plan.budgets().stream().map(b -> member(ranked, b)).toList();
    }

    private FamilyMember member(Supplier<Map<Budget, List<Scored>>> ranked, Budget budget) {
        return new FamilyMember(budget, best(ranked, budget).orElseThrow(), byHand.best(budget, history));
    }

    private Trial trial(int further, Budget budget, Candidate candidate, OptionalInt teacher) {
        int epochs = plan.finalEpochs();
        int round = plan.finishing() ? history.roundCount() : plan.rounds();
        return new Trial(
                history.nextId() + further,
                Trial.Kind.FINALIST,
                round,
                budget.name(),
                candidate,
                epochs,
                epochs,
                teacher);
    }
}
