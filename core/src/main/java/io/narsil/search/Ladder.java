package io.narsil.search;

import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many candidates of each budget stand on each rung, and so how many more a plan has climb: what is still to be trained
 * by a search whose candidates climb.
 */
public final class Ladder {
    private final SearchPlan plan;
    private final Map<Budget, Counts> counts = new LinkedHashMap<>();

    /**
     * Trainings side by side.
     *
     * @param trainings number of trainings of each budget
     * @param epochs number of epochs that each of them adds
     * @param chosen truth of their beginning to climb, chosen by the predictor
     */
    public record Climbers(Map<Budget, Integer> trainings, int epochs, boolean chosen) {}

    /**
     * What is still to be trained.
     *
     * @param below steps until nobody climbs but to the end
     * @param top climbers to the end, who go on then
     */
    public record Left(List<Climbers> below, Climbers top) {}

    /**
     * The candidates of a budget.
     *
     * @param reached number that came to each rung
     * @param there number that counts as being there: who fails higher up leaves the place to others
     * @param lost number that failed on the way there
     */
    private record Counts(int[] reached, int[] there, int[] lost) {
        Counts(int levels) {
            this(new int[levels], new int[levels], new int[levels]);
        }

        Counts copy() {
            return new Counts(reached.clone(), there.clone(), lost.clone());
        }

        int places(int level, int from, int epochs, boolean all) {
            long places = wanted(reached[level - 1], from, epochs, all) - there[level];
            return (int) Math.max(0, Math.min(places, reached[level - 1] - reached[level] - lost[level]));
        }
    }

    /** The usual rungs on the way to so many epochs: a ninth and a third of them, rounded up; at least two epochs have one. */
    public static List<Integer> thirds(int epochs) {
        return Stream.of((epochs + 8) / 9, (epochs + 2) / 3)
                .distinct()
                .filter(rung -> rung < epochs)
                .toList();
    }

    /** The mean number of trials of a candidate that climbs by a plan: on each rung are as many as its length allows. */
    public static double trialsEach(SearchPlan plan) {
        return plan.levels().stream()
                .mapToDouble(length -> (double) plan.epochs() / length)
                .sum();
    }

    /** The mean number of epochs of a candidate that climbs by a plan. */
    public static double epochsEach(SearchPlan plan) {
        double sum = 0;
        int before = 0;
        for (int length : plan.levels()) {
            sum += (double) plan.epochs() / length * (length - before);
            before = length;
        }
        return sum;
    }

    private Ladder(SearchPlan plan) {
        this.plan = plan;
        int levels = plan.levels().size();
        plan.budgets().forEach(b -> counts.put(b, new Counts(levels)));
    }

    /** That of a search before its first round. */
    public static Ladder before(SearchPlan plan) {
        return new Ladder(plan);
    }

    /** That of a search whose trainings are all over. */
    public static Ladder of(Plans plans, Problem problem, History history) {
        Ladder ladder = new Ladder(plans.now());
        Bands bands = new Bands(plans, problem::cost);
        List<Integer> levels = plans.now().levels();
        for (Climbs.Climb climb : new Climbs(plans.now(), history, problem).all()) {
            ladder.counts.forEach((budget, count) -> {
                for (int level = 0; bands.has(budget, climb.begun()) && level < levels.size(); level++) {
                    boolean reached = climb.reached(levels.get(level));
                    boolean below = level == 0 || climb.reached(levels.get(level - 1));
                    count.reached[level] += reached ? 1 : 0;
                    count.there[level] += reached && !climb.ended() ? 1 : 0;
                    count.lost[level] += climb.ended() && below && !reached ? 1 : 0;
                }
            });
        }
        return ladder;
    }

    /**
     * The number of those on a rung who go on to the next: the share that makes all rungs cost about the same.
     *
     * @param all truth of nobody's coming to the rung any more, so that a part of a place is one
     */
    static long wanted(long below, int from, int epochs, boolean all) {
        double share = (double) below * from / epochs;
        return (long) (all ? Math.ceil(share) : Math.floor(share));
    }

    /** Whether nobody climbs below the top until others come, who are to come. */
    public boolean rests() {
        return copy(plan).climbing(false).isEmpty();
    }

    /**
     * What is still to be trained.
     *
     * @param other plan from here on, with the same budgets and rungs
     * @param batches number of times that others begin to climb: candidates of a round, or what evolution found
     */
    public Left left(SearchPlan other, int batches) {
        Ladder ladder = copy(other);
        List<Climbers> below = new ArrayList<>(ladder.climbing(batches == 0));
        for (int batch = 1; batch <= batches; batch++) {
            Map<Budget, Integer> shares = other.shares();
            shares.forEach((budget, count) -> ladder.add(budget, 0, count));
            below.add(new Climbers(shares, other.epochs(), true));
            below.addAll(ladder.climbing(batch == batches));
        }
        return new Left(below, ladder.climb(other.levels().size() - 1, true));
    }

    private Ladder copy(SearchPlan other) {
        Ladder copy = new Ladder(other);
        counts.forEach((budget, count) -> copy.counts.put(budget, count.copy()));
        return copy;
    }

    private List<Climbers> climbing(boolean all) {
        List<Climbers> steps = new ArrayList<>();
        for (int level = 1; level + 1 < plan.levels().size(); level++) {
            Climbers climbers = climb(level, all);
            if (climbers.trainings().values().stream().anyMatch(count -> count > 0)) {
                steps.add(climbers);
            }
        }
        return steps;
    }

    private Climbers climb(int level, boolean all) {
        int from = plan.levels().get(level - 1);
        int epochs = plan.levels().get(level);
        Map<Budget, Integer> trainings = new LinkedHashMap<>();
        counts.forEach((budget, count) -> trainings.put(budget, count.places(level, from, epochs, all)));
        trainings.forEach((budget, count) -> add(budget, level, count));
        return new Climbers(trainings, epochs - from, false);
    }

    private void add(Budget budget, int level, int count) {
        counts.get(budget).reached[level] += count;
        counts.get(budget).there[level] += count;
    }
}
