package io.narsil.study;

import io.narsil.network.Cost;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Pool;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Estimates how much work is done and how long the rest will take.
 *
 * <p>The unit of work is an epoch of a network times its activations, which is nearer to its time on a processor than
 * its multiply-adds are.
 */
final class ProgressMeter {
    private final SearchPlan plan;
    private final StageCosts costs;
    private final LongSupplier nanoTime;
    private final Map<String, Double> typical = new HashMap<>();
    private final Map<String, Double> best = new LinkedHashMap<>();
    private final Map<Integer, Trial> known = new HashMap<>();
    private double done;
    private double sinceStart;
    private long start;
    private int candidates;
    private int stopEpoch;
    private int roundsChosen;
    private boolean finalsChosen;

    ProgressMeter(SearchPlan plan, StageCosts costs, LongSupplier nanoTime) {
        this.plan = plan;
        this.costs = costs;
        this.nanoTime = nanoTime;
        this.stopEpoch = plan.epochs();
    }

    void pool(Pool pool) {
        pool.members().forEach((budget, members) -> {
            double[] work = members.stream().mapToDouble(this::work).sorted().toArray();
            typical.put(budget.name(), work.length == 0 ? 0 : work[work.length / 2]);
        });
    }

    void stop(EarlyStop stop) {
        stopEpoch = stop.epoch();
    }

    /** These trials will run, or have run before. */
    void chosen(List<Trial> trials) {
        trials.forEach(t -> known.put(t.id(), t));
        if (trials.get(0).kind() == Trial.Kind.ROUND) {
            roundsChosen++;
        } else {
            finalsChosen = true;
        }
    }

    /** Workers begin now, or go on after a pause. */
    void begin() {
        if (start == 0) {
            start = nanoTime.getAsLong();
        }
    }

    /** An epoch is over; {@code fresh} where it was trained now, not read from the store. */
    void epoch(int trial, double accuracy, boolean fresh) {
        Trial t = known.get(trial);
        double work = work(t.candidate());
        done += work;
        sinceStart += fresh ? work : 0;
        best.merge(t.budget(), accuracy, Math::max);
    }

    /** A trial is over after {@code epochs} epochs: those that it never had are done with, too. */
    void finished(int trial, int epochs) {
        candidates++;
        Trial t = known.get(trial);
        done += work(t.candidate()) * (t.epochs() - epochs);
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
                : plan.rounds() * plan.batch() + 2 * plan.budgets().size();
        double total = total();
        return new Progress(candidates, planned, total == 0 ? 0 : Math.min(1, done / total), seconds, ordered);
    }

    private double total() {
        double total = 0;
        for (Trial trial : known.values()) {
            total += work(trial.candidate()) * trial.epochs();
        }
        for (Budget budget : plan.budgets()) {
            double work = typical.getOrDefault(budget.name(), 0.0);
            double share = (double) plan.batch() / plan.budgets().size();
            total += work * share * stopEpoch * (plan.rounds() - roundsChosen);
            if (!finalsChosen) {
                total += 2 * work * plan.finalEpochs();
            }
        }
        return total;
    }

    private double work(Candidate candidate) {
        Cost cost = costs.of(candidate);
        return cost.activations();
    }
}
