package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch norm of several pixels a row gives out what libtorch's own gives out, with the same gradients and statistics. */
class WideBatchNormTest {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;
    /** What a result is rounded by besides a sum: fewer than 16 operations. */
    private static final int ROUNDINGS = 16;

    @ParameterizedTest(name = "{0} images of {1} channels, {2} x {3} pixels")
    @CsvSource({"4, 12, 7, 7", "64, 20, 3, 5", "16, 5, 4, 4", "8, 2, 6, 6", "4, 44, 1, 1", "2, 100, 8, 8"})
    void equalsLibtorch(int images, int channels, int height, int width) {
        torch.manual_seed(channels);
        try (PointerScope scope = new PointerScope()) {
            // A mean that is a thousand deviations: a variance from the mean of the squares would lose all digits.
            Tensor x = torch.randn(images, channels, height, width)
                    .add(new Scalar(1000))
                    .contiguous(torch.MemoryFormat.ChannelsLast)
                    .requires_grad_(true);
            Tensor scale = torch.randn(channels).requires_grad_(true);
            Tensor shift = torch.randn(channels).requires_grad_(true);
            Tensor pull = torch.randn(images, channels, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
            assertThat(WideBatchNorm.takes(x)).isTrue();

            Tensor mean = torch.rand(channels);
            Tensor variance = torch.rand(channels);
            Tensor ownMean = mean.clone();
            Tensor ownVariance = variance.clone();
            Tensor own =
                    WideBatchNorm.training(x, of(scale), of(shift), of(ownMean), of(ownVariance), MOMENTUM, EPSILON);
            assertThat(own.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
            TensorVector found = gradients(own, pull, x, scale, shift);
            Tensor evaluated = WideBatchNorm.evaluation(x, of(scale), of(shift), of(mean), of(variance), EPSILON);

            Tensor exactX = exact(x);
            Tensor exactScale = exact(scale);
            Tensor exactShift = exact(shift);
            Tensor exactPull = pull.to(torch.ScalarType.Double);
            Tensor exactMean = mean.to(torch.ScalarType.Double);
            Tensor exactVariance = variance.to(torch.ScalarType.Double);
            Sizes sizes = Sizes.of(exactX.detach(), exactPull, exactScale.detach(), exactShift.detach());
            Tensor atRest = sizes.evaluated(exactX.detach(), exactMean, exactVariance);
            same(
                    evaluated,
                    libtorch(exactX, exactScale, exactShift, exactMean, exactVariance, false),
                    atRest,
                    ROUNDINGS,
                    "output with running statistics");

            Tensor y = libtorch(exactX, exactScale, exactShift, exactMean, exactVariance, true);
            long terms = (long) images * height * width + ROUNDINGS;
            same(own, y, sizes.output(), terms, "output");
            same(ownMean, exactMean, sizes.mean(), terms, "running mean");
            same(ownVariance, exactVariance, sizes.variance(), terms, "running variance");
            TensorVector wanted = gradients(y, exactPull, exactX, exactScale, exactShift);
            same(found.get(0), wanted.get(0), sizes.ofImages(), terms, "gradient of the images");
            same(found.get(1), wanted.get(1), sizes.ofScale(), terms, "gradient of the scale");
            same(found.get(2), wanted.get(2), sizes.ofShift(), terms, "gradient of the shift");
        }
    }

    @Test
    void leavesToLibtorchWhatThatIsQuickIn() {
        try (PointerScope scope = new PointerScope()) {
            assertThat(WideBatchNorm.takes(torch.zeros(4, 16, 7, 7))).isFalse();
            assertThat(WideBatchNorm.takes(torch.zeros(4, 24, 7, 7))).isFalse();
            assertThat(WideBatchNorm.takes(torch.zeros(4, 12, 7, 7).to(torch.ScalarType.BFloat16)))
                    .isFalse();
            // 49 pixels are no whole rows of four.
            assertThat(WideBatchNorm.takes(torch.zeros(1, 12, 7, 7))).isFalse();
        }
    }

    private static Tensor libtorch(
            Tensor x, Tensor scale, Tensor shift, Tensor mean, Tensor variance, boolean training) {
        return torch.batch_norm(x, of(scale), of(shift), of(mean), of(variance), training, MOMENTUM, EPSILON, false);
    }

    private static TensorOptional of(Tensor tensor) {
        return new TensorOptional(tensor);
    }

    private static TensorVector gradients(Tensor y, Tensor pull, Tensor... inputs) {
        return torch.grad(
                new TensorVector(y),
                new TensorVector(inputs),
                new TensorVector(pull),
                new BoolOptional(),
                false,
                false);
    }

    /** The same values in 64 bits, to differentiate by. */
    private static Tensor exact(Tensor tensor) {
        return tensor.detach().to(torch.ScalarType.Double).requires_grad_(true);
    }

    /**
     * @param size of the values that rounding errors are relative to
     * @param terms number of the values in a result's longest sum
     */
    private static void same(Tensor found, Tensor wanted, Tensor size, long terms, String what) {
        Tensor errors = found.detach().sub(wanted.detach()).abs().div(size);
        assertThat(errors.max().item_double()).as(what).isLessThan(Rounding.sum(terms, Rounding.FLOAT));
    }

    /**
     * What the rounding errors of batch norm are relative to, in 64 bits: sums of absolute values. Where the mean is taken off, a
     * normalised value's error is that of the mean, so {@code normalised} is large where the mean is large beside the deviation.
     */
    private record Sizes(
            Tensor output,
            Tensor mean,
            Tensor variance,
            Tensor ofImages,
            Tensor ofScale,
            Tensor ofShift,
            Tensor scale,
            Tensor shift) {
        static Sizes of(Tensor x, Tensor pull, Tensor scale, Tensor shift) {
            Tensor centred = x.sub(mean(x));
            Tensor variance = mean(centred.square());
            Tensor deviation = variance.add(new Scalar(EPSILON)).sqrt();
            Tensor exact = centred.div(deviation).abs();
            Tensor cancelled = mean(x.abs()).div(deviation).add(new Scalar(1));
            Tensor normalised = exact.add(new Scalar(1)).mul(cancelled);
            Tensor slope = each(scale).abs();
            Tensor pulls = pull.abs();
            Tensor correlation = mean(pull.mul(centred.div(deviation))).abs();
            Tensor correlations = mean(pulls.mul(normalised));
            Tensor ofImages = pulls.add(mean(pulls))
                    .add(normalised.mul(correlation))
                    .add(exact.mul(correlations))
                    .mul(slope)
                    .div(deviation);
            double count = (double) x.numel() / x.size(1);
            return new Sizes(
                    slope.mul(normalised).add(each(shift).abs()),
                    mean(x.abs()).flatten().add(new Scalar(1)),
                    variance.flatten().mul(new Scalar(2 * count / (count - 1))).add(new Scalar(1)),
                    ofImages,
                    correlations.flatten().mul(new Scalar(count)),
                    mean(pulls).flatten().mul(new Scalar(count)),
                    scale,
                    shift);
        }

        /** Of the output with running statistics. */
        Tensor evaluated(Tensor x, Tensor runningMean, Tensor runningVariance) {
            Tensor slope = each(scale)
                    .abs()
                    .div(each(runningVariance).add(new Scalar(EPSILON)).sqrt());
            return x.abs()
                    .add(each(runningMean).abs())
                    .mul(slope)
                    .add(each(shift).abs());
        }

        /** One value a channel, beside images. */
        private static Tensor each(Tensor channels) {
            return channels.view(1, -1, 1, 1);
        }

        /** The mean of each channel, beside images. */
        private static Tensor mean(Tensor x) {
            return x.mean(new long[] {0, 2, 3}, true, new ScalarTypeOptional());
        }
    }
}
