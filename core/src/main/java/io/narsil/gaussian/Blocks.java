package io.narsil.gaussian;

import java.util.stream.IntStream;

/** Work on many points by all processors, a block at a time; blocks are independent, so their order does not matter. */
public final class Blocks {
    static final int SIZE = 64;

    private Blocks() {}

    /** What is done to the points from one place to another, exclusive. */
    public interface Work {
        void on(int from, int to);
    }

    /** Does work on so many points. */
    public static void each(int count, Work work) {
        IntStream.range(0, (count + SIZE - 1) / SIZE)
                .parallel()
                .forEach(b -> work.on(b * SIZE, Math.min(count, (b + 1) * SIZE)));
    }
}
