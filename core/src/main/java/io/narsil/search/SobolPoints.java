package io.narsil.search;

import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * A scrambled Sobol sequence: points that fill the unit cube more evenly than random ones.
 *
 * <p>The direction numbers are Joe and Kuo's (2008), as Hipparchus has them. The scrambling is Owen's, nested and
 * uniform, by the hash of Laine and Karras (2011) as Burley (2020) has it; it keeps the evenness and makes sequences of
 * different seeds independent.
 */
public final class SobolPoints {
    /** The sequence repeats itself after 2 to this power of points. */
    private static final int BITS = 31;

    private final int[][] directions = new int[BITS][];
    private final int[] state;
    private final int[] scrambles;
    private int index;

    /** A randomly scrambled sequence of points with {@code dimensions} coordinates. */
    public SobolPoints(int dimensions, RandomGenerator random) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimensions);
        for (int bit = 0; bit < BITS; bit++) {
            // In Gray code order the point 2^k is reached from its predecessor by direction k alone.
            directions[bit] = bits(sequence.skipTo(1 << bit));
            int[] before = bits(sequence.skipTo((1 << bit) - 1));
            for (int i = 0; i < dimensions; i++) {
                directions[bit][i] ^= before[i];
            }
        }
        state = new int[dimensions];
        scrambles = random.ints(dimensions).toArray();
    }

    private static int[] bits(double[] point) {
        int[] bits = new int[point.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (int) (long) (point[i] * 0x1p32);
        }
        return bits;
    }

    /** The next point, each coordinate in [0, 1). */
    public double[] next() {
        double[] point = new double[state.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (scramble(state[i], scrambles[i]) & 0xFFFFFFFFL) * 0x1p-32;
        }
        int[] direction = directions[Math.min(Integer.numberOfTrailingZeros(++index), BITS - 1)];
        for (int i = 0; i < state.length; i++) {
            state[i] ^= direction[i];
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
