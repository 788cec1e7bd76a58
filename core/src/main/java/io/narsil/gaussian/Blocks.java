package io.narsil.gaussian;

import java.util.stream.IntStream;

/** Work on many points by all processors, a block at a time; blocks are independent, so their order does not matter. */
final class Blocks {
    static final int SIZE = 64;

    private Blocks() {}

    interface Work {
        void on(int from, int to);
    }

    static void each(int count, Work work) {
        IntStream.range(0, (count + SIZE - 1) / SIZE)
                .parallel()
                .forEach(b -> work.on(b * SIZE, Math.min(count, (b + 1) * SIZE)));
    }
}
