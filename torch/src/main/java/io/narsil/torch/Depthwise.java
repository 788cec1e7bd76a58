package io.narsil.torch;

import io.narsil.network.Convolution;
import io.narsil.network.Padding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Depthwise convolutions of one training step on a processor, where oneDNN lacks three fast kernels for them.
 *
 * <p>For windows wider than three, and for windows higher than the image, oneDNN has no fast kernel for the gradient of
 * the weights: it takes about ten times as long as the convolution itself for the former, and up to a hundred times for
 * the latter. So libtorch does not compute it; {@link #gradient} does, after the backward pass, from windows that are
 * three wide on images that are as high as the window. For strides in bf16 there is no fast kernel for the gradient of
 * the images: it is a hundred times slower than in 32 bits, so these convolutions are in 32 bits.
 */
final class Depthwise {
    /** The widest window with a fast kernel. */
    private static final int WIDEST = 3;

    private static final long[] ONE = {1, 1};
    private static final TensorOptional NONE = new TensorOptional();

    /** A convolution whose weights still lack their gradient, or a part of it. */
    private record Use(Convolution convolution, Tensor x, Tensor y) {}

    private final boolean here;
    private final List<Use> uses = new ArrayList<>();
    /** The weights of which libtorch computes a gradient, too: their layer was read at another place as well. */
    private final Set<String> usual = new HashSet<>();

    /** Begins a training step; {@code here} is false if libtorch is to compute everything itself. */
    Depthwise(boolean here) {
        this.here = here;
    }

    /** Whether {@link #convolution} must compute a convolution. */
    boolean takes(Convolution c) {
        Padding half = Padding.each(c.kernel() / 2);
        boolean keeps = c.kernel() % 2 == 1 && (c.padding().equals(half) || c.padding() instanceof Padding.Same);
        return here && keeps && c.groups() > 1 && c.groups() == c.in() && c.in() == c.out() && !c.bias();
    }

    /**
     * The convolution of {@code x} (batch, channels, height, width), channels last in memory, padded by half the kernel,
     * whatever {@code c} says: {@link Frame#around} makes another padding of that.
     *
     * @param weight weights (channels, 1, kernel, kernel)
     */
    Tensor convolution(Tensor x, Tensor weight, Convolution c) {
        torch.ScalarType type = x.scalar_type();
        torch.ScalarType within = c.stride() > 1 ? torch.ScalarType.Float : type;
        boolean slow = weight.requires_grad() && (c.kernel() > WIDEST || x.size(2) < c.kernel());
        Tensor y = torch.conv2d(
                        x.to(within),
                        (slow ? weight.detach() : weight).to(within),
                        NONE,
                        new long[] {c.stride(), c.stride()},
                        new long[] {c.kernel() / 2, c.kernel() / 2},
                        ONE,
                        c.groups())
                .to(type);
        if (slow) {
            uses.add(new Use(c, x.detach(), y));
        } else {
            usual.add(weight(c));
        }
        return y;
    }

    private static String weight(Convolution c) {
        return c.name() + ".weight";
    }

    /** Whether libtorch computes no gradient of these weights. */
    boolean alone(String weight) {
        return !usual.contains(weight) && weights().contains(weight);
    }

    /** The names of the weights whose gradients {@link #gradient} computes in this step, once for each place of their layer. */
    List<String> weights() {
        return uses.stream().map(use -> weight(use.convolution())).toList();
    }

    /** The outputs of those convolutions, whose gradients are needed, in the same order. */
    List<Tensor> outputs() {
        return uses.stream().map(Use::y).toList();
    }

    /** Forgets the convolutions so far, which nobody will differentiate. */
    void forget() {
        uses.clear();
    }

    /**
     * Writes the gradient of weights from one place of their layer.
     *
     * @param index number of the place, in the order of {@link #weights}
     * @param output gradient of the convolution's output (batch, channels, height, width)
     * @param into gradient to fill (channels, 1, kernel, kernel)
     */
    void gradient(int index, Tensor output, Tensor into) {
        Use use = uses.get(index);
        write(use.convolution(), use.x(), output, into);
    }

    /**
     * Writes images and gradients into grids with empty columns between the rows, and empty rows below where the window
     * is higher than the image. A shift in memory is then a shift in the image. So parts of the window, three columns
     * wide, can each read the same grid in place, and nothing is copied again.
     */
    private static void write(Convolution c, Tensor x, Tensor gradient, Tensor weights) {
        long channels = c.in();
        int stride = c.stride();
        int reach = c.kernel() / 2;
        // At least as many zeros between two rows as the window reaches to one side.
        int empty = (reach + 1) / 2;
        long columns = gradient.size(3) + 2L * empty;
        long wide = stride * columns;
        long rows = Math.max(x.size(2), c.kernel());
        Tensor outer =
                torch.zeros(new long[] {x.size(0), (rows - 1) / stride + 1, columns, channels}, gradient.options());
        outer.narrow(1, 0, gradient.size(2)).narrow(2, empty, gradient.size(3)).copy_(gradient.permute(0, 2, 3, 1));
        long pixels = x.size(0) * rows * wide;
        Tensor inner = torch.zeros(new long[] {pixels + 2L * (reach - 1), channels}, x.options());
        inner.narrow(0, reach - 1, pixels)
                .view(x.size(0), rows, wide, channels)
                .narrow(1, 0, x.size(2))
                .narrow(2, (long) stride * empty, x.size(3))
                .copy_(x.permute(0, 2, 3, 1));
        long[] shape = {x.size(0), channels, rows, wide};
        long[] steps = {rows * wide * channels, 1, wide * channels, channels};
        for (int from = 0; from < c.kernel(); from += WIDEST) {
            int first = Math.min(from, c.kernel() - WIDEST);
            int known = from - first;
            Tensor part = part(
                    outer.permute(0, 3, 1, 2), inner.as_strided(shape, steps, new LongOptional(first * channels)), c);
            weights.narrow(3, from, WIDEST - known).copy_(part.narrow(3, known, WIDEST - known));
        }
    }

    private static Tensor part(Tensor gradient, Tensor x, Convolution c) {
        Tensor shape = torch.empty(new long[] {c.in(), 1, c.kernel(), WIDEST}, x.options(), new MemoryFormatOptional());
        try (BoolPointer weightsOnly = new BoolPointer(3).zero()) {
            weightsOnly.put(1, true);
            return torch.convolution_backward(
                            gradient,
                            x,
                            shape,
                            new LongArrayRefOptional(),
                            new long[] {c.stride(), c.stride()},
                            new long[] {c.kernel() / 2, WIDEST / 2},
                            ONE,
                            false,
                            new long[] {0, 0},
                            c.groups(),
                            weightsOnly)
                    .get1();
        }
    }
}
