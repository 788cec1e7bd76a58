package io.narsil.lab;

import java.util.stream.IntStream;

/**
 * Seeds one after another, one for each run.
 *
 * @param first lowest seed
 * @param count number of seeds, at least one
 */
public record SeedRange(int first, int count) {
    public IntStream stream() {
        return IntStream.range(first, first + count);
    }

    public int last() {
        return first + count - 1;
    }
}
