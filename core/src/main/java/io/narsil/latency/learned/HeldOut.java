package io.narsil.latency.learned;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How a kind of model does on candidates that it has not seen: each was held out once, in one of ten folds.
 *
 * @param predicted predictions in milliseconds, in the order of the candidates
 * @param meanMilliseconds mean of the errors' sizes, in milliseconds
 * @param meanShare mean of the relative errors' sizes
 * @param rankCorrelation Spearman's correlation between predicted and measured; 0 where all predictions are equal
 */
public record HeldOut(
        LatencyKind kind, List<Double> predicted, double meanMilliseconds, double meanShare, double rankCorrelation) {
    /** The number of folds. */
    public static final int FOLDS = 10;

    /** Tries a kind of model. */
    static HeldOut of(LatencyKind kind, List<TimedCandidate> rows, Problem problem) {
        int[] order = Shuffle.indices(rows.size(), new Seeds(0).stream("latency folds", 0));
        double[] predicted = new double[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<TimedCandidate> seen = new ArrayList<>();
            List<Integer> held = new ArrayList<>();
            for (int i = 0; i < order.length; i++) {
                if (i % FOLDS == fold) {
                    held.add(order[i]);
                } else {
                    seen.add(rows.get(order[i]));
                }
            }
            ToDoubleFunction<Candidate> model = kind.fit(seen, problem);
            double least = LearnedLatency.least(seen);
            held.forEach(i -> predicted[i] =
                    Math.max(least, model.applyAsDouble(rows.get(i).candidate())));
        }
        return of(kind, rows, predicted);
    }

    private static HeldOut of(LatencyKind kind, List<TimedCandidate> rows, double[] predicted) {
        double[] measured =
                rows.stream().mapToDouble(TimedCandidate::milliseconds).toArray();
        double milliseconds = 0;
        double share = 0;
        for (int i = 0; i < measured.length; i++) {
            milliseconds += Math.abs(predicted[i] - measured[i]) / measured.length;
            share += Math.abs(predicted[i] / measured[i] - 1) / measured.length;
        }
        double rank = new SpearmansCorrelation().correlation(predicted, measured);
        return new HeldOut(
                kind, Arrays.stream(predicted).boxed().toList(), milliseconds, share, Double.isNaN(rank) ? 0 : rank);
    }
}
