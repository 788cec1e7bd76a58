package io.narsil.torch;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch norm on a processor, in 32 bits, for numbers of channels that are not a multiple of eight.
 *
 * <p>libtorch's kernel processes the channels of one pixel at a time. Its partly filled vectors make it about seven
 * times as slow for 12 channels as for 16 (docs/performance.md). Here a row holds the channels of several pixels, as
 * many as fill whole vectors; the result is the same.
 */
final class WideBatchNorm {
    private static final int SLOW_UNLESS_MULTIPLE_OF = 8;

    /** Floats in the widest vector of an x86 processor. */
    private static final int VECTOR = 16;

    private final Tensor x;
    private final long channels;
    private final long pixels;
    /** The number of pixels in a row. */
    private final long abreast;

    private WideBatchNorm(Tensor x) {
        this.x = x;
        channels = x.size(1);
        pixels = x.numel() / channels;
        abreast = VECTOR / Math.min(VECTOR, Long.lowestOneBit(channels));
    }

    /** Whether this is quicker than libtorch for {@code x} (batch, channels, height, width). */
    static boolean takes(Tensor x) {
        WideBatchNorm norm = new WideBatchNorm(x);
        return MemoryOrder.CHANNELS_LAST
                && x.is_cpu()
                && x.scalar_type().intern() == torch.ScalarType.Float
                && norm.channels % SLOW_UNLESS_MULTIPLE_OF != 0
                && norm.pixels % norm.abreast == 0;
    }

    /**
     * Normalises by the batch's own mean and variance, and moves the running ones towards them.
     *
     * @param x images (batch, channels, height, width), channels last in memory
     * @param scale vector of one value a channel, as are all that follow
     * @param momentum share of the batch in the running statistics
     */
    static Tensor training(
            Tensor x,
            TensorOptional scale,
            TensorOptional shift,
            TensorOptional runningMean,
            TensorOptional runningVariance,
            double momentum,
            double epsilon) {
        WideBatchNorm norm = new WideBatchNorm(x);
        Tensor rows = norm.rows();
        Tensor mean = norm.mean(rows);
        Tensor centred = rows.sub(norm.repeated(mean));
        Tensor variance = norm.mean(centred.mul(centred));
        try (NoGradGuard guard = new NoGradGuard()) {
            Scalar share = new Scalar(momentum);
            // Through variable_data, as libtorch itself does it: other layers' statistics lie in the same vector, and
            // autograd must not take those for changed.
            runningMean.get().variable_data().lerp_(mean, share);
            // As everywhere, the running variance is the unbiased one.
            runningVariance
                    .get()
                    .variable_data()
                    .lerp_(variance.mul(new Scalar(norm.pixels / (norm.pixels - 1.0))), share);
        }
        return norm.scaled(centred, factor(variance, scale, epsilon), shift.get());
    }

    /** Normalises by the running mean and variance. */
    static Tensor evaluation(
            Tensor x,
            TensorOptional scale,
            TensorOptional shift,
            TensorOptional runningMean,
            TensorOptional runningVariance,
            double epsilon) {
        WideBatchNorm norm = new WideBatchNorm(x);
        Tensor factor = factor(runningVariance.get(), scale, epsilon);
        return norm.scaled(
                norm.rows(), factor, shift.get().sub(runningMean.get().mul(factor)));
    }

    private static Tensor factor(Tensor variance, TensorOptional scale, double epsilon) {
        return variance.add(new Scalar(epsilon)).rsqrt().mul(scale.get());
    }

    private Tensor rows() {
        return x.permute(0, 2, 3, 1).reshape(pixels / abreast, abreast * channels);
    }

    /** The mean of each channel. */
    private Tensor mean(Tensor rows) {
        return rows.mean(0).view(abreast, channels).mean(0);
    }

    private Tensor repeated(Tensor channelValues) {
        return channelValues.repeat(abreast);
    }

    private Tensor scaled(Tensor rows, Tensor factor, Tensor shift) {
        return torch.addcmul(repeated(shift), rows, repeated(factor))
                .view(x.size(0), x.size(2), x.size(3), channels)
                .permute(0, 3, 1, 2);
    }
}
