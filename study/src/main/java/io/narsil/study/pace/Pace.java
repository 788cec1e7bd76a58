package io.narsil.study.pace;

import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Ladder;
import io.narsil.search.SearchPlan;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How quickly this machine trains.
 *
 * <p>The unit of work is that of {@link Problem#work}.
 *
 * @param rate seconds of one worker for a unit of work, while all workers train
 * @param workers number of trainings side by side
 * @param typical work of an epoch of a typical candidate of which nothing is frozen, by budget
 * @param byHand work of an epoch of each network that is made by hand, and trained as long as finalists
 */
public record Pace(double rate, int workers, Map<String, Double> typical, List<Double> byHand) {
    /** What is computed between two rounds: the predictor, and the choice by it. */
    private static final double BETWEEN = 3;

    public Pace {
        typical = Map.copyOf(typical);
        byHand = List.copyOf(byHand);
    }

    /** That of a problem and a plan. */
    public static Pace of(double rate, int workers, Map<String, Double> typical, Problem problem, SearchPlan plan) {
        return new Pace(
                rate,
                workers,
                typical,
                ByHand.of(problem, plan).all().keySet().stream()
                        .map(problem::work)
                        .toList());
    }

    private double epoch(Budget budget) {
        return rate * typical.getOrDefault(budget.name(), 0.0);
    }

    /** The seconds of a round whose candidates are trained for some epochs. */
    public double round(SearchPlan plan, int epochs) {
        List<Double> trainings = new ArrayList<>();
        plan.shares().forEach((budget, count) -> {
            for (int i = 0; i < count; i++) {
                trainings.add(epochs * epoch(budget));
            }
        });
        return BETWEEN + Makespan.of(trainings, workers);
    }

    /** The seconds of the finals: what is made by hand beside a finalist for each budget, a teacher before its students. */
    public double finals(SearchPlan plan) {
        int taught = taught(plan);
        List<Double> first = new ArrayList<>(byHandEach(plan));
        first.addAll(
                finalists(plan, plan.budgets().subList(taught, plan.budgets().size())));
        return BETWEEN
                + Makespan.of(first, workers)
                + Makespan.of(finalists(plan, plan.budgets().subList(0, taught)), workers);
    }

    private List<Double> finalists(SearchPlan plan, List<Budget> budgets) {
        return budgets.stream()
                .flatMap(b -> Collections.nCopies(plan.finalists(), plan.finalEpochs() * epoch(b)).stream())
                .toList();
    }

    /**
     * The seconds that a search takes whose candidates climb, from where it is to its last finalist.
     *
     * @param batches number of times that others begin to climb
     */
    public double left(SearchPlan plan, Ladder ladder, int batches) {
        Ladder.Left left = ladder.left(plan, batches);
        double seconds = Makespan.of(byHandEach(plan), workers) + BETWEEN;
        for (Ladder.Climbers climbers : left.below()) {
            seconds += together(plan.budgets(), climbers) + (climbers.chosen() ? BETWEEN : 0);
        }
        int taught = taught(plan);
        List<Budget> budgets = plan.budgets();
        return seconds
                + together(budgets.subList(taught, budgets.size()), left.top())
                + together(budgets.subList(0, taught), left.top());
    }

    private double together(List<Budget> budgets, Ladder.Climbers climbers) {
        List<Double> trainings = new ArrayList<>();
        for (Budget budget : budgets) {
            trainings.addAll(Collections.nCopies(climbers.trainings().get(budget), climbers.epochs() * epoch(budget)));
        }
        return Makespan.of(trainings, workers);
    }

    private List<Double> byHandEach(SearchPlan plan) {
        return byHand.stream().map(a -> plan.finalEpochs() * rate * a).toList();
    }

    /** The number of budgets whose members are taught by the largest. */
    private static int taught(SearchPlan plan) {
        return plan.distillation() > 0 ? plan.budgets().size() - 1 : 0;
    }

    /** The seconds of a search from its first round to its last finalist. */
    public double all(SearchPlan plan) {
        if (plan.climbing()) {
            return left(plan, Ladder.before(plan), plan.rounds() + 1);
        }
        return plan.rounds() * round(plan, plan.epochs()) + finals(plan);
    }
}
