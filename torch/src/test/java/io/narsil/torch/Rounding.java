package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How far rounding may move a result, whatever the processor: the order of sums, fused products and the width of vectors
 * differ between processors, but each operation rounds to a relative error of at most the unit roundoff.
 */
final class Rounding {
    /** The unit roundoff of 32-bit floats, which hold 24 bits. */
    static final double FLOAT = 0x1p-24;

    /** The unit roundoff of bf16, which holds 8 bits. */
    static final double BF16 = 0x1p-8;

    /** Deviations that the sum of many independent rounding errors stays within: at most 1 sum in 30 million lies beyond. */
    private static final double DEVIATIONS = 6;

    private Rounding() {}

    /**
     * The largest error of a sum of products, in any order, as a multiple of the sum of the products' absolute values.
     *
     * <p>The smaller of two bounds: that which always holds, n u / (1 - n u) (Higham, Accuracy and Stability of Numerical
     * Algorithms, 2002, section 3.1), and that which holds for independent rounding errors, exp(6 sqrt(n) u) - 1 to first
     * order (Higham and Mary 2019, theorem 2.4).
     *
     * @param terms number of the products, and of further roundings that a result goes through
     * @param unit roundoff of the coarsest numbers that a partial sum may be kept in
     */
    static double sum(long terms, double unit) {
        double n = terms;
        double always = n * unit < 1 ? n * unit / (1 - n * unit) : Double.POSITIVE_INFINITY;
        double independent = Math.expm1(DEVIATIONS * Math.sqrt(n) * unit + n * unit * unit / (1 - unit));
        return Math.min(always, independent);
    }

    /**
     * The largest error of a chain of layers, as a multiple of the standard deviation of what it gives out.
     *
     * <p>A sum of n terms of random signs is as large as sqrt(n) of them, so the error of a layer is one of about sqrt(n) u
     * relative to its result, and those of the layers are independent: their squares add up.
     *
     * @param terms number of the terms in one sum of each layer, added up over all layers
     */
    static double chain(long terms, double unit) {
        return DEVIATIONS * Math.sqrt((double) terms) * unit;
    }

    /**
     * Asserts that sums of products differ from exact ones by rounding alone.
     *
     * <p>Each of them lies within {@link #sum}. For long sums in bf16 that is wide, so the root of the mean square of all errors
     * is held to two units of the sums of absolute values, too. Partial sums of k products of random signs grow like sqrt(k):
     * rounding every one of them costs 0.64 units for normal factors, rounding each product besides costs up to 1 where there
     * are few of them, and rounding the last sum alone much less. A product that is missing or at a wrong place costs more.
     *
     * @param exact sums in 64 bits
     * @param absolute sums of the products' absolute values, in 64 bits
     */
    static void assertSums(Tensor found, Tensor exact, Tensor absolute, long terms, double unit, String what) {
        Tensor errors = found.detach().to(torch.ScalarType.Double).sub(exact).abs();
        // Where no product reaches, both must be zero.
        Tensor least = absolute.clamp_min(new Scalar(Double.MIN_NORMAL));
        assertThat(errors.div(least).max().item_double())
                .as("largest error, %s", what)
                .isLessThanOrEqualTo(sum(terms, unit));
        assertThat(norm(errors))
                .as("root of the mean square error, %s", what)
                .isLessThanOrEqualTo(2 * unit * norm(absolute));
    }

    private static double norm(Tensor values) {
        return Math.sqrt(values.square().mean().item_double());
    }
}
