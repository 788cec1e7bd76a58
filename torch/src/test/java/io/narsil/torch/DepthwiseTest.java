package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Convolution;
import io.narsil.network.Padding;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Depthwise convolutions give out what libtorch's own give out, and so do their gradients, in every shape. */
class DepthwiseTest {
    private static final int IMAGES = 3;

    @ParameterizedTest(name = "kernel {0}, stride {1}, {2} x {3} pixels, {4} channels, bf16 {5}")
    @CsvSource({
        "3, 1, 8, 8, 16, false", "3, 2, 8, 8, 16, true", "3, 1, 7, 7, 5, true", "5, 1, 8, 8, 16, false",
        "5, 1, 8, 8, 24, true", "5, 2, 8, 8, 16, false", "5, 2, 8, 8, 16, true", "5, 2, 7, 7, 3, false",
        "5, 1, 1, 1, 8, false", "5, 1, 2, 3, 8, false", "5, 2, 1, 1, 8, true", "7, 1, 9, 6, 20, false",
        "7, 2, 9, 6, 20, true", "7, 2, 10, 11, 4, false", "9, 1, 12, 12, 4, false", "9, 2, 5, 5, 4, false",
        "11, 1, 4, 13, 2, false", "5, 3, 11, 11, 6, false", "5, 1, 4, 4, 16, true", "5, 2, 4, 4, 16, false",
        "3, 1, 2, 2, 8, true", "3, 2, 2, 2, 8, false", "3, 1, 1, 1, 8, false", "7, 2, 3, 3, 8, true"
    })
    void gradientsEqualThoseOfLibtorch(int kernel, int stride, int height, int width, int channels, boolean bf16) {
        Convolution c =
                new Convolution("c", channels, channels, kernel, stride, Padding.each(kernel / 2), channels, false);
        torch.manual_seed(kernel + 10L * stride + width);
        try (PointerScope scope = new PointerScope()) {
            torch.ScalarType type = bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;
            // Values that bf16 holds exactly, so that both sides start from the same ones.
            Tensor image = rounded(IMAGES, channels, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor weight = rounded(channels, 1, kernel, kernel);

            long after = (height - 1L) / stride + 1;
            long across = (width - 1L) / stride + 1;
            Tensor pull = rounded(IMAGES, channels, after, across);
            Exact exact = Exact.of(image, weight, pull, stride);
            Exact absolute = Exact.of(image.abs(), weight.abs(), pull.abs(), stride);

            Tensor ownX = image.clone().requires_grad_(true);
            Tensor ownW = weight.clone().requires_grad_(true);
            Depthwise depthwise = new Depthwise(true);
            assertThat(depthwise.takes(c)).isTrue();
            Tensor ownY = depthwise.convolution(ownX.to(type), ownW, c);
            assertThat(depthwise.weights().contains("c.weight")).isEqualTo(kernel > 3 || height < kernel);
            Gradients found = Gradients.of(depthwise, ownY.mul(pull.to(type)).sum(), ownX, ownW);

            assertThat(ownY.scalar_type().intern()).isEqualTo(type.intern());
            double unit = bf16 ? Rounding.BF16 : Rounding.FLOAT;
            // Besides its sum, each result is rounded once to be given out.
            long window = (long) kernel * kernel + 1;
            long everywhere = IMAGES * after * across + 1;
            Rounding.assertSums(ownY, exact.output(), absolute.output(), window, unit, "output");
            Rounding.assertSums(
                    found.images(), exact.images(), absolute.images(), window, unit, "gradient of the images");
            Rounding.assertSums(
                    found.weights(), exact.weights(), absolute.weights(), everywhere, unit, "gradient of the weights");
        }
    }

    /** What libtorch's own convolution gives out in 64 bits, and the gradients of images and weights. */
    private record Exact(Tensor output, Tensor images, Tensor weights) {
        static Exact of(Tensor image, Tensor weight, Tensor pull, int stride) {
            Tensor x = image.to(torch.ScalarType.Double).requires_grad_(true);
            Tensor w = weight.to(torch.ScalarType.Double).requires_grad_(true);
            long padding = weight.size(2) / 2;
            Tensor y = torch.conv2d(
                    x,
                    w,
                    new TensorOptional(),
                    new long[] {stride, stride},
                    new long[] {padding, padding},
                    new long[] {1, 1},
                    weight.size(0));
            y.mul(pull).sum().backward();
            return new Exact(y.detach(), x.grad(), w.grad());
        }
    }

    private static Tensor rounded(long... shape) {
        return torch.randn(shape).to(torch.ScalarType.BFloat16).to(torch.ScalarType.Float);
    }
}
