package io.narsil.search;

import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * The epoch after which later rounds stop.
 *
 * @param epoch from 1
 * @param epochs of the whole training
 * @param correlation of the ranks at that epoch with those at the end
 */
public record EarlyStop(int epoch, int epochs, double correlation) {
    private static final int FEWEST = 3;

    /**
     * The first epoch whose accuracies rank the first round like the final ones (section 3 of the paper).
     *
     * @param curves accuracies after each epoch, all of the same length; with fewer than three nothing is saved
     * @param threshold the rank correlation to reach; the paper takes 0.92
     */
    public static EarlyStop of(List<List<Double>> curves, double threshold, int epochs) {
        if (curves.size() >= FEWEST) {
            double[] last = at(curves, epochs);
            for (int epoch = 1; epoch < epochs; epoch++) {
                double correlation = new SpearmansCorrelation().correlation(at(curves, epoch), last);
                if (correlation >= threshold) {
                    return new EarlyStop(epoch, epochs, correlation);
                }
            }
        }
        return new EarlyStop(epochs, epochs, 1);
    }

    private static double[] at(List<List<Double>> curves, int epoch) {
        return curves.stream().mapToDouble(c -> c.get(epoch - 1)).toArray();
    }
}
