package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Convolution;
import io.narsil.network.Padding;
import io.narsil.network.PaddingStyle;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows in frames whose two ends differ, against libtorch in 64 bits on images with zeros put around them by hand. */
class FrameTest {
    private static final long[] ONE = {1, 1};

    /** Zeros are written into a larger image, not asked of libtorch's padding. */
    private static Tensor framed(Tensor x, Padding.Ends rows, Padding.Ends columns, double value) {
        long height = x.size(2) + rows.before() + rows.after();
        long width = x.size(3) + columns.before() + columns.after();
        Tensor large = torch.full(new long[] {x.size(0), x.size(1), height, width}, new Scalar(value), x.options());
        large.narrow(2, rows.before(), x.size(2))
                .narrow(3, columns.before(), x.size(3))
                .copy_(x);
        return large;
    }

    private static Tensor rounded(long... shape) {
        return torch.randn(shape).to(torch.ScalarType.BFloat16).to(torch.ScalarType.Float);
    }

    @ParameterizedTest(name = "kernel {0}, stride {1}, {2} x {3} pixels, bf16 {4}")
    @CsvSource({
        "3, 2, 8, 8, false", "3, 2, 8, 8, true", "5, 2, 8, 8, false", "5, 2, 8, 8, true", "5, 2, 8, 7, false",
        "5, 2, 7, 8, true", "3, 3, 7, 8, false", "5, 4, 9, 10, false", "3, 4, 8, 8, false", "7, 2, 6, 12, true",
        "5, 2, 2, 2, false", "5, 3, 4, 5, true", "3, 1, 8, 8, false", "5, 2, 9, 9, false", "1, 2, 6, 6, false"
    })
    void depthwiseConvolutionsAndTheirGradientsAreTensorFlows(
            int kernel, int stride, int height, int width, boolean bf16) {
        Convolution c = new Convolution("c", 8, 8, kernel, stride, PaddingStyle.SAME.of(kernel), 8, false);
        torch.manual_seed(kernel + 10L * stride + height);
        try (PointerScope scope = new PointerScope()) {
            torch.ScalarType type = bf16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;
            Tensor image = rounded(3, 8, height, width).contiguous(torch.MemoryFormat.ChannelsLast);
            Tensor weight = rounded(8, 1, kernel, kernel);
            Tensor pull = rounded(3, 8, (height - 1L) / stride + 1, (width - 1L) / stride + 1);

            Exact exact = Exact.of(image, weight, pull, c);
            Exact absolute = Exact.of(image.abs(), weight.abs(), pull.abs(), c);

            Tensor ownX = image.clone().requires_grad_(true);
            Tensor ownW = weight.clone().requires_grad_(true);
            Depthwise depthwise = new Depthwise(true);
            assertThat(depthwise.takes(c)).isTrue();
            Tensor ownY = Frame.of(c.padding(), ownX, kernel, stride)
                    .around(ownX.to(type), c, x -> depthwise.convolution(x, ownW, c));
            Gradients found = Gradients.of(depthwise, ownY.mul(pull.to(type)).sum(), ownX, ownW);

            double unit = bf16 ? Rounding.BF16 : Rounding.FLOAT;
            long window = (long) kernel * kernel + 1;
            long everywhere = pull.numel() / 8 + 1;
            Rounding.assertSums(ownY, exact.output(), absolute.output(), window, unit, "output");
            Rounding.assertSums(
                    found.images(), exact.images(), absolute.images(), window, unit, "gradient of the images");
            Rounding.assertSums(
                    found.weights(), exact.weights(), absolute.weights(), everywhere, unit, "gradient of the weights");
        }
    }

    /** What libtorch's own convolution without padding gives out in 64 bits, and the gradients of images and weights. */
    private record Exact(Tensor output, Tensor images, Tensor weights) {
        static Exact of(Tensor image, Tensor weight, Tensor pull, Convolution c) {
            Tensor x = image.to(torch.ScalarType.Double).requires_grad_(true);
            Tensor w = weight.to(torch.ScalarType.Double).requires_grad_(true);
            Padding.Ends rows = c.padding().ends((int) x.size(2), c.kernel(), c.stride());
            Padding.Ends columns = c.padding().ends((int) x.size(3), c.kernel(), c.stride());
            Tensor y = torch.conv2d(
                    framed(x, rows, columns, 0),
                    w,
                    new TensorOptional(),
                    new long[] {c.stride(), c.stride()},
                    new long[] {0, 0},
                    ONE,
                    c.groups());
            y.mul(pull).sum().backward();
            return new Exact(y.detach(), x.grad(), w.grad());
        }
    }

    /** All values are negative, so that a zero around the image would be the largest. */
    @ParameterizedTest(name = "kernel {0}, stride {1}, {2} x {3} pixels")
    @CsvSource({"3, 2, 8, 8", "2, 1, 5, 6", "3, 2, 7, 8", "4, 2, 9, 9", "5, 3, 4, 4"})
    void whatIsPaddedIsNeverTheLargest(int kernel, int stride, int height, int width) {
        try (PointerScope scope = new PointerScope()) {
            Tensor x = torch.rand(2, 3, height, width).sub(new Scalar(5));
            Padding same = new Padding.Same();
            Frame frame = Frame.of(same, x, kernel, stride);
            Tensor found = torch.max_pool2d(
                    frame.uneven(x, Double.NEGATIVE_INFINITY),
                    new long[] {kernel, kernel},
                    new long[] {stride, stride},
                    frame.even(),
                    ONE,
                    false);
            Tensor wanted = torch.max_pool2d(
                    framed(x, same.ends(height, kernel, stride), same.ends(width, kernel, stride), -100),
                    new long[] {kernel, kernel},
                    new long[] {stride, stride},
                    new long[] {0, 0},
                    ONE,
                    false);
            assertThat(torch.equal(found, wanted)).isTrue();
        }
    }
}
