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

    /** Whether there was another plan before the one in force. */
    public boolean changed() {
        return eras.size() > 1;
    }

    /** The plan in force. */
    public SearchPlan now() {
        return eras.get(eras.size() - 1).plan();
    }

    /** The number of the first trial that is chosen under the plan in force. */
    public int last() {
        return eras.get(eras.size() - 1).from();
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
     * Whether a finalist is still what the plan in force asks for: as long a training, for the same budget, with the same
     * teacher, after all rounds; who climbed to the end is there to stay, whoever began to climb later. What is made by hand
     * depends on budget and epochs alone.
     *
     * @param history history with that trial
     */
    public boolean holds(Trial trial, History history) {
        if (trial.kind() == Trial.Kind.BASELINE) {
            return false;
        }
        if (trial.kind() == Trial.Kind.HAND) {
            return now().hand() != SearchPlan.Hand.OFF
                    && !now().finishing()
                    && trial.epochs() == now().finalEpochs()
                    && kept(trial, now());
        }
        // The epochs themselves tell where the plans before were lost.
        return trial.epochs() == now().finalEpochs()
                && (now().climbing() ? alike(trial, now()) : same(trial, now(), Integer.MAX_VALUE, history));
    }

    /** Whether two finalists for a budget were asked for as one and the same training, the later in place of the earlier. */
    boolean together(Trial earlier, Trial later, History history) {
        return !changed() || same(earlier, of(later.id()), later.id(), history);
    }

    /** Whether another plan, in force up to a trial, asks for the finals that a trial was chosen for. */
    private boolean same(Trial trial, SearchPlan other, int last, History history) {
        SearchPlan then = of(trial.id());
        return history.rounds()
                        .noneMatch(e -> e.trial().id() > trial.id() && e.trial().id() < last)
                && then.finishing() == other.finishing()
                && alike(trial, other);
    }

    /** Whether another plan has finalists trained like a trial, and for its budget. */
    private boolean alike(Trial trial, SearchPlan other) {
        SearchPlan then = of(trial.id());
        return then.finalEpochs() == other.finalEpochs()
                && then.distillation() == other.distillation()
                && (other.distillation() == 0 || then.largest().equals(other.largest()))
                && kept(trial, other);
    }

    /** Whether another plan has the budget of a trial, with the same limits. */
    private boolean kept(Trial trial, SearchPlan other) {
        return other.budgets().stream()
                .anyMatch(b -> b.name().equals(trial.budget())
                        && of(trial.id()).budgets().contains(b));
    }
}
