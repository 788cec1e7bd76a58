package io.narsil.study.repair;

import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.FamilyMember;
import io.narsil.search.Finalists;
import io.narsil.search.History;
import io.narsil.search.Plans;
import io.narsil.search.Trial;
import io.narsil.space.Problem;
import io.narsil.store.StoredTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose weights a run needs: of those that are members of its family, or may still become one. */
record NeededWeights(Plans plans, History history) {
    static NeededWeights of(Plans plans, List<StoredTrial> trials) {
        return new NeededWeights(plans, StoredTrial.history(trials));
    }

    /** Of each budget the finalist that was trained well and whose weights are needed. */
    List<Trial> finalists() {
        return plans.now().budgets().stream()
                .flatMap(b -> finalist(b).stream())
                .map(History.Entry::trial)
                .toList();
    }

    private Optional<History.Entry> finalist(Budget budget) {
        return new Finalists(plans, history).needed(budget).filter(History.Entry::done);
    }

    /** The same, with what was made by hand in place of a finalist that it beats, unless that one teaches others. */
    List<Trial> members(Problem problem) {
        ByHand byHand = ByHand.of(problem, plans.now());
        List<Budget> budgets = plans.now().budgets();
        boolean taught = plans.now().distillation() > 0;
        List<Trial> members = new ArrayList<>();
        for (Budget budget : budgets) {
            Optional<History.Entry> finalist = finalist(budget);
            Optional<History.Entry> hand = byHand.best(budget, history);
            boolean beaten = finalist.filter(f -> new FamilyMember(budget, f, hand).byHand())
                    .isPresent();
            boolean settled =
                    finalist.filter(f -> plans.holds(f.trial(), history)).isPresent();
            boolean teaches = taught && budget.equals(budgets.get(budgets.size() - 1));
            finalist.filter(f -> !(beaten && settled) || teaches)
                    .map(History.Entry::trial)
                    .ifPresent(members::add);
            hand.filter(h -> beaten || !settled)
                    .map(History.Entry::trial)
                    .filter(t -> !members.contains(t))
                    .ifPresent(members::add);
        }
        return members;
    }
}
