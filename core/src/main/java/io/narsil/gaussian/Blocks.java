package io.narsil.gaussian;

import java.util.stream.IntStream;

/**
 * Works on many points with all processors, block by block. Blocks are independent of each other, so their order does
 * not matter.
 */
public final class Blocks {
    static final int SIZE = 64;

    private Blocks() {}

    /** The work on a block of points: from one index to another, exclusive. */
    public interface Work {
        void on(int from, int to);
    }

    /** Runs the work on {@code count} points. */
    public static void each(int count, Work work) {
        IntStream.range(0, (count + SIZE - 1) / SIZE)
                .parallel()
                .forEach(b -> work.on(b * SIZE, Math.min(count, (b + 1) * SIZE)));
    }
}
