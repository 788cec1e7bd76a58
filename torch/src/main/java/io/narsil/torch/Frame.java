package io.narsil.torch;

import io.narsil.network.Convolution;
import io.narsil.network.Padding;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What stands around the images of one batch before a window moves over them. libtorch's kernels pad both ends alike; where
 * a network does not, a padded copy is made.
 *
 * @param rows zeros above and below
 * @param columns zeros left and right
 */
record Frame(Padding.Ends rows, Padding.Ends columns) {
    static Frame of(Padding padding, Tensor x, int kernel, int stride) {
        return new Frame(padding.ends((int) x.size(2), kernel, stride), padding.ends((int) x.size(3), kernel, stride));
    }

    private boolean isEven() {
        return rows.even() && columns.even();
    }

    /** What is left for libtorch to pad after {@link #uneven}. */
    long[] even() {
        return isEven() ? new long[] {rows.before(), columns.before()} : new long[] {0, 0};
    }

    /** The images with all of the frame, where its ends are not alike; otherwise the images themselves. */
    Tensor uneven(Tensor x, double value) {
        return isEven() ? x : padded(x, rows, columns, value);
    }

    private static Tensor padded(Tensor x, Padding.Ends rows, Padding.Ends columns, double value) {
        long[] ends = {columns.before(), columns.after(), rows.before(), rows.after()};
        return torch.constant_pad_nd(x, ends, new Scalar(value));
    }

    /**
     * The convolution {@code c} in this frame, by one that pads by half the kernel: of images with more zeros, so that its
     * windows stand where they should, and without the outputs that only lie in these.
     *
     * @param half convolution of images, channels last, that pads by half an odd kernel
     */
    Tensor around(Tensor x, Convolution c, UnaryOperator<Tensor> half) {
        Shift down = Shift.of(rows, x.size(2), c);
        Shift right = Shift.of(columns, x.size(3), c);
        if (down.none() && right.none()) {
            return half.apply(x);
        }
        Tensor y = half.apply(padded(x, down.zeros(), right.zeros(), 0));
        return y.narrow(2, down.skipped(), down.kept())
                .narrow(3, right.skipped(), right.kept())
                .contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /**
     * How one padding becomes another along one axis.
     *
     * @param zeros zeros that are added
     * @param skipped first outputs that are left out
     * @param kept outputs after these
     */
    private record Shift(Padding.Ends zeros, long skipped, long kept) {
        static Shift of(Padding.Ends ends, long size, Convolution c) {
            int late = c.kernel() / 2 - ends.before();
            int skipped = (late + c.stride() - 1) / c.stride();
            int before = skipped * c.stride() - late;
            long kept = c.output((int) size);
            // The last window must fit in what there is, with half a kernel of zeros behind it.
            long needed = (skipped + kept - 1) * c.stride() + 1;
            long after = Math.max(0, needed - size - before);
            return new Shift(new Padding.Ends(before, (int) after), skipped, kept);
        }

        boolean none() {
            return zeros.before() == 0 && zeros.after() == 0 && skipped == 0;
        }
    }
}
