package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Convolution;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
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
        Convolution c = new Convolution("c", channels, channels, kernel, stride, kernel / 2, channels, false);
        torch.manual_seed(kernel + 10L * stride + width);
        try (PointerScope scope = new PointerScope()) {
            torch.ScalarType type = bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;
            // Values that bf16 holds exactly, so that both sides start from the same ones.
            Tensor image = rounded(IMAGES, channels, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor weight = rounded(channels, 1, kernel, kernel);

            Tensor x = image.clone().requires_grad_(true);
            Tensor w = weight.clone().requires_grad_(true);
            Tensor y = torch.conv2d(
                    x,
                    w,
                    new TensorOptional(),
                    new long[] {stride, stride},
                    new long[] {kernel / 2, kernel / 2},
                    new long[] {1, 1},
                    channels);
            Tensor pull = rounded(y.size(0), y.size(1), y.size(2), y.size(3));
            y.mul(pull).sum().backward();

            Tensor ownX = image.clone().requires_grad_(true);
            Tensor ownW = weight.clone().requires_grad_(true);
            Depthwise depthwise = new Depthwise(true);
            assertThat(depthwise.takes(c)).isTrue();
            Tensor ownY = depthwise.convolution(ownX.to(type), ownW, c);
            Tensor gradient = torch.zeros_like(weight);
            boolean own = depthwise.weights().contains("c.weight");
            assertThat(own).isEqualTo(kernel > 3 || height < kernel);
            TensorVector inputs = own ? new TensorVector(ownX, ownY) : new TensorVector(ownX, ownW);
            TensorVector found = torch.grad(
                    new TensorVector(ownY.mul(pull.to(type)).sum()),
                    inputs,
                    new TensorVector(),
                    new BoolOptional(),
                    false,
                    false);
            if (own) {
                depthwise.gradient("c.weight", found.get(1), gradient);
            } else {
                gradient.copy_(found.get(1));
            }

            double most = bf16 ? 1e-2 : 1e-5;
            assertThat(ownY.scalar_type().intern()).isEqualTo(type.intern());
            assertThat(difference(ownY, y)).as("output").isLessThan(most);
            assertThat(difference(found.get(0), x.grad()))
                    .as("gradient of the images")
                    .isLessThan(most);
            assertThat(difference(gradient, w.grad()))
                    .as("gradient of the weights")
                    .isLessThan(most);
        }
    }

    private static Tensor rounded(long... shape) {
        return torch.randn(shape).to(torch.ScalarType.BFloat16).to(torch.ScalarType.Float);
    }

    /** The largest difference, as a share of the largest value. */
    private static double difference(Tensor found, Tensor wanted) {
        Tensor exact = wanted.detach();
        return found.detach().to(torch.ScalarType.Float).sub(exact).abs().max().item_float()
                / exact.abs().max().item_float();
    }
}
