package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
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

    @ParameterizedTest(name = "{0} images of {1} channels, {2} x {3} pixels")
    @CsvSource({"4, 12, 7, 7", "64, 20, 3, 5", "16, 5, 4, 4", "8, 2, 6, 6", "4, 44, 1, 1", "2, 100, 8, 8"})
    void equalsLibtorch(int images, int channels, int height, int width) {
        torch.manual_seed(channels);
        try (PointerScope scope = new PointerScope()) {
            // A mean that is large beside the deviation: no digits may be lost.
            Tensor x = torch.randn(images, channels, height, width)
                    .add(new Scalar(20))
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
            Tensor y = libtorch(x, scale, shift, mean, variance, true);
            Tensor own =
                    WideBatchNorm.training(x, of(scale), of(shift), of(ownMean), of(ownVariance), MOMENTUM, EPSILON);
            same(own, y, "output");
            assertThat(own.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
            same(ownMean, mean, "running mean");
            same(ownVariance, variance, "running variance");
            TensorVector wanted = gradients(y, pull, x, scale, shift);
            TensorVector found = gradients(own, pull, x, scale, shift);
            List<String> names = List.of("gradient of the images", "gradient of the scale", "gradient of the shift");
            for (int i = 0; i < names.size(); i++) {
                same(found.get(i), wanted.get(i), names.get(i));
            }

            same(
                    WideBatchNorm.evaluation(x, of(scale), of(shift), of(mean), of(variance), EPSILON),
                    libtorch(x, scale, shift, mean, variance, false),
                    "output with running statistics");
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

    private static void same(Tensor found, Tensor wanted, String what) {
        Tensor exact = wanted.detach();
        double size = Math.max(1, exact.abs().max().item_float());
        assertThat(found.detach().sub(exact).abs().max().item_float() / size)
                .as(what)
                .isLessThan(1e-4);
    }
}
