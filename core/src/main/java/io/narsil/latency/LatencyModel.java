package io.narsil.latency;

import io.narsil.network.Trace;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Predicts how long operations take on a device. The prediction is a sum of terms, so that a network takes as long as
 * its blocks together.
 *
 * @param nanoseconds time of one unit of each term of {@link LatencyTerms}, 0 or more
 * @param margin share of a prediction that is added to it where a budget must hold
 */
public record LatencyModel(SortedMap<String, Double> nanoseconds, double margin) {
    /** Eleven days, in nanoseconds: sums of these do not overflow, whatever a profile says. */
    private static final double LONGEST = 1e15;

    /** The model of no device: everything takes no time. */
    public static final LatencyModel NONE = new LatencyModel(new TreeMap<>(), 0);

    public LatencyModel {
        nanoseconds = Collections.unmodifiableSortedMap(new TreeMap<>(nanoseconds));
    }

    /** The nanoseconds that operations are expected to take, one image at a time. */
    public double predict(List<Trace.Operation> operations) {
        double sum = 0;
        for (Map.Entry<String, Double> term : LatencyTerms.of(operations).entrySet()) {
            sum += nanoseconds.getOrDefault(term.getKey(), 0.0) * term.getValue();
        }
        return sum;
    }

    /** The upper bound that budgets are checked against, in nanoseconds: the prediction plus its margin. */
    public long bound(List<Trace.Operation> operations) {
        return nanoseconds.isEmpty() ? 0 : (long) Math.min(LONGEST, Math.ceil(predict(operations) * (1 + margin)));
    }
}
