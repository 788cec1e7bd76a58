package io.narsil.examples;

import io.narsil.search.*;
import io.narsil.space.*;
import java.util.List;
import java.util.Map;

/** A search with an evaluator of your own. */
public class OwnSearch {
    public static void main(String[] arguments) {
        Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(3, 32, 10));
        List<Budget> budgets = List.of(
                new Budget("small", Map.of(Measure.MACS, 1_000_000L)),
                new Budget("large", Map.of(Measure.MACS, 4_000_000L, Measure.PARAMS, 200_000L)));
        SearchPlan plan =
                SearchPlan.of(budgets).pool(2_000).rounds(3).batch(8).epochs(1).build();
        Evaluator evaluator = step -> step.trials().stream()
                .map(t -> TrialResult.of(t, accuracy(problem, t)))
                .toList();
        for (FamilyMember member :
                Search.of(problem, plan).build().run(History.EMPTY, evaluator).family()) {
            Candidate best = member.trial().candidate();
            System.out.println(member.budget() + ": " + problem.costs().of(best).macs() + " " + best.values());
        }
    }

    private static double accuracy(Problem problem, Trial trial) {
        return 1 - 1e6 / (2e6 + problem.costs().of(trial.candidate()).macs()); // your training or simulator here
    }
}
