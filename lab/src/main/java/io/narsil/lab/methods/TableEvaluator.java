package io.narsil.lab.methods;

import io.narsil.lab.table.Table;
import io.narsil.search.Evaluator;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Looks scores up in a table; a table without epochs is one of a single epoch. */
record TableEvaluator(Table table) implements Evaluator {
    @Override
    public List<TrialResult> evaluate(Step.Train step) {
        return step.trials().stream().map(this::result).toList();
    }

    private TrialResult result(Trial trial) {
        int row = row(trial);
        List<Double> scores = table.epochs() == 0
                ? List.of(table.score(row))
                : IntStream.rangeClosed(1, Math.min(trial.epochs(), table.epochs()))
                        .mapToObj(epoch -> table.scoreAfter(row, epoch))
                        .toList();
        return new TrialResult(trial.id(), TrialResult.Status.DONE, scores, OptionalDouble.empty(), "");
    }

    int row(Trial trial) {
        return table.row(trial.candidate()).orElseThrow();
    }
}
