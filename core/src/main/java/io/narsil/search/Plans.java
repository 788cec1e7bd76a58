package io.narsil.search;

import java.util.List;

/**
 * The plans that a search has followed, one after the other: settings may change while it is under way, and what was
 * chosen before stays in its history.
 *
 * @param eras plans in their order, at least one; the last is in force
 */
public record Plans(List<Era> eras) {
    /**
     * A plan and when it came into force.
     *
     * @param from number of the first trial that was chosen under it
     */
    public record Era(int from, SearchPlan plan) {}

    public Plans {
        eras = List.copyOf(eras);
        if (eras.isEmpty() || eras.get(0).from() != 0) {
            throw new IllegalArgumentException("the first plan must be in force from trial 0 on");
        }
    }

    /** A plan that never changed. */
    public static Plans of(SearchPlan plan) {
        return new Plans(List.of(new Era(0, plan)));
    }

    /** The plan in force. */
    public SearchPlan now() {
        return eras.get(eras.size() - 1).plan();
    }

    /** The plan under which a trial was chosen. */
    public SearchPlan of(int trial) {
        int last = eras.size() - 1;
        while (eras.get(last).from() > trial) {
            last--;
        }
        return eras.get(last).plan();
    }

    /**
     * Whether a finalist, or what it is compared with, is still what the plan in force asks for: as long a training,
     * for the same budget, with the same teacher, after all rounds.
     *
     * @param history history with that trial
     */
    public boolean holds(Trial trial, History history) {
        SearchPlan then = of(trial.id());
        SearchPlan now = now();
        if (eras.size() == 1) {
            return true;
        }
        return history.rounds().noneMatch(e -> e.trial().id() > trial.id())
                && then.finishing() == now.finishing()
                && then.finalEpochs() == now.finalEpochs()
                && then.distillation() == now.distillation()
                && (now.distillation() == 0 || then.largest().equals(now.largest()))
                && now.budgets().stream()
                        .anyMatch(b ->
                                b.name().equals(trial.budget()) && then.budgets().contains(b));
    }
}
