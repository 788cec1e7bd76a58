package io.narsil.examples;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.search.*;
import io.narsil.space.*;
import java.util.List;
import java.util.Map;

/** A search with an evaluator of your own. */
public class OwnSearch {
    public static void main(String[] arguments) {
        StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(3, 32, 10));
        List<Budget> budgets = List.of(
                new Budget("small", Map.of(Measure.MACS, 1_000_000L)),
                new Budget("large", Map.of(Measure.MACS, 4_000_000L, Measure.PARAMS, 200_000L)));
        // A pool of 2,000; 3 rounds of 8 candidates; 1 epoch; no distillation; early stop at rank correlation 0.92;
        // seed 1.
        SearchPlan plan = new SearchPlan(budgets, 2_000, 3, 8, 1, 1, 0, 0.92, 1);
        Evaluator evaluator = trials ->
                trials.stream().map(t -> TrialResult.of(t, accuracy(costs, t))).toList();
        Search search = new Search(plan, costs, new GaussianPredictor(costs), evaluator, new SearchListener() {});
        for (FamilyMember member : search.run()) {
            Candidate best = member.trial().candidate();
            System.out.println(member.budget() + ": " + costs.of(best).macs() + " " + best.values());
        }
    }

    private static double accuracy(StageCosts costs, Trial trial) {
        return 1 - 1e6 / (2e6 + costs.of(trial.candidate()).macs()); // your training or simulator here
    }
}
