package io.narsil.gaussian;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a process learns: a value for each point, and how far chance may have moved it.
 *
 * @param values measured values, finite
 * @param variances variance of each measurement that is known beforehand; 0 where none is. What else measurements scatter is
 *     learned
 */
public record Targets(double[] values, double[] variances) {
    /** Refuses variances of other values. */
    public Targets {
        if (values.length != variances.length) {
            throw new IllegalArgumentException(values.length + " values with " + variances.length + " variances");
        }
    }

    /** Values of which nothing is known beforehand. */
    public static Targets of(double... values) {
        return new Targets(values, new double[values.length]);
    }

    /** The same, brought to mean 0 and standard deviation 1; equal values to 0. */
    Targets standard() {
        double mean = mean();
        double deviation = deviation();
        return new Targets(
                DoubleStream.of(values).map(v -> (v - mean) / deviation).toArray(),
                DoubleStream.of(variances).map(v -> v / (deviation * deviation)).toArray());
    }

    double mean() {
        return DoubleStream.of(values).average().orElseThrow();
    }

    /** The standard deviation of the values; 1 where they are equal. */
    double deviation() {
        double mean = mean();
        double variance = DoubleStream.of(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        return variance > 1e-18 * (1 + mean * mean) ? Math.sqrt(variance) : 1;
    }

    Targets pick(int[] rows) {
        return new Targets(pick(values, rows), pick(variances, rows));
    }

    /** The indexes of the values to keep: all, or the highest half and an even share of the others; in their order. */
    int[] most(int most) {
        int n = values.length;
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        int[] ranked = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int high = most / 2;
        int others = most - high;
        return IntStream.concat(
                        IntStream.range(0, high).map(i -> ranked[i]),
                        IntStream.range(0, others).map(i -> ranked[high + (int) ((long) i * (n - high) / others)]))
                .sorted()
                .toArray();
    }

    private static double[] pick(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
