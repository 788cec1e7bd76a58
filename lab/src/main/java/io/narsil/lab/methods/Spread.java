package io.narsil.lab.methods;

import java.util.stream.DoubleStream;

/**
 * Values over seeds.
 *
 * @param deviation standard deviation of a sample; 0 of a single value
 */
public record Spread(double mean, double deviation) {
    /** The spread of at least one value. */
    public static Spread of(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double squares =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
    }
}
