package io.narsil.search;

import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * A scrambled Sobol sequence: points that fill the unit cube more evenly than random ones.
 *
 * <p>The scrambling is Owen's, nested and uniform, by the hash of Laine and Karras (2011) as Burley (2020) has it; it
 * keeps the evenness and makes sequences of different seeds independent.
 */
final class SobolPoints {
    private final SobolSequenceGenerator sequence;
    private final int[] scrambles;

    SobolPoints(int dimensions, RandomGenerator random) {
        sequence = new SobolSequenceGenerator(dimensions);
        scrambles = random.ints(dimensions).toArray();
    }

    /** The next point, each coordinate in [0, 1). */
    double[] next() {
        double[] point = sequence.nextVector();
        for (int i = 0; i < point.length; i++) {
            int bits = (int) (long) (point[i] * 0x1p32);
            point[i] = (scramble(bits, scrambles[i]) & 0xFFFFFFFFL) * 0x1p-32;
        }
        return point;
    }

    private static int scramble(int value, int seed) {
        int x = Integer.reverse(value);
        x += seed;
        x ^= x * 0x6c50b47c;
        x ^= x * 0xb82f1e52;
        x ^= x * 0xc7afe638;
        x ^= x * 0x8d22f6e6;
        return Integer.reverse(x);
    }
}
