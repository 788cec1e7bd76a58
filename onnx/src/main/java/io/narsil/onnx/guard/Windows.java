package io.narsil.onnx.guard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Windows that move over an image: of convolutions and of pooling. */
final class Windows {
    /** The largest kernel, stride, dilation or padding. */
    private static final long MOST = 1 << 16;

    private Windows() {}

    static Made convolution(Node node, List<Size> inputs) {
        Size weight = inputs.get(1);
        if (weight.rank() < 3) {
            throw new Unfollowed("the weights of a convolution have no shape of at least 3 dimensions");
        }
        channels(node, inputs, weight);
        Size size =
                moved(node, inputs.get(0), weight.shape().get(0), weight.shape().subList(2, weight.rank()));
        long each = weight.elements() / Math.max(1, weight.shape().get(0));
        return new Made(size, Size.times(size.elements(), each));
    }

    /** What ONNX Runtime takes for granted: it would read beside the bias or divide by the number of groups. */
    private static void channels(Node node, List<Size> inputs, Size weight) {
        long out = weight.shape().get(0);
        long groups = node.number("group", 1);
        Size x = inputs.get(0);
        if (groups < 1 || out < 1 || out % groups != 0) {
            throw new Unfollowed(out + " channels cannot be in " + groups + " groups");
        }
        if (x.rank() > 1 && x.shape().get(1) != Size.times(weight.shape().get(1), groups)) {
            throw new Unfollowed("its weights are not for " + x.shape().get(1) + " channels");
        }
        if (inputs.size() > 2 && !inputs.get(2).shape().equals(List.of(out))) {
            throw new Unfollowed("its bias is not for " + out + " channels");
        }
    }

    static Made pooling(Node node, List<Size> inputs) {
        Size x = inputs.get(0);
        List<Long> kernel = node.numbers("kernel_shape");
        Size size = moved(node, x, x.rank() < 2 ? 1 : x.shape().get(1), kernel);
        return new Made(size, Size.times(size.elements(), Size.product(kernel)));
    }

    private static Size moved(Node node, Size x, long channels, List<Long> kernel) {
        int n = kernel.size();
        List<Long> pads = list(node, "pads", 2 * n, 0);
        List<Long> strides = list(node, "strides", n, 1);
        List<Long> dilations = list(node, "dilations", n, 1);
        kernel.forEach(k -> check("kernel", k, 1));
        if (!x.known()) {
            long bound = Size.times(x.elements(), channels);
            for (int i = 0; i < n; i++) {
                bound = Size.times(bound, 1 + pads.get(i) + pads.get(n + i));
            }
            return Size.atMost(bound);
        }
        if (x.rank() != n + 2) {
            throw new Unfollowed("a window of " + n + " dimensions moves over a value of " + x.rank());
        }
        String auto = node.text("auto_pad");
        List<Long> shape = new ArrayList<>(List.of(x.shape().get(0), channels));
        for (int i = 0; i < n; i++) {
            long in = x.shape().get(i + 2);
            long stride = strides.get(i);
            long reach = (kernel.get(i) - 1) * dilations.get(i) + 1;
            // One more than without rounding up, which only pooling does.
            long places = auto.startsWith("SAME")
                    ? (in + stride - 1) / stride
                    : Math.floorDiv(in + pads.get(i) + pads.get(n + i) - reach, stride)
                            + 1
                            + node.number("ceil_mode", 0);
            if (places < 1) {
                throw new Unfollowed("a window of " + reach + " does not fit into " + in);
            }
            shape.add(places);
        }
        return Size.of(shape);
    }

    private static List<Long> list(Node node, String name, int count, long otherwise) {
        List<Long> values = node.numbers(name);
        if (values.isEmpty()) {
            return Collections.nCopies(count, otherwise);
        }
        if (values.size() != count) {
            throw new Unfollowed("\"" + name + "\" has " + values.size() + " numbers, not " + count);
        }
        values.forEach(v -> check(name, v, otherwise));
        return values;
    }

    private static void check(String name, long value, long least) {
        if (value < least || value > MOST) {
            throw new Unfollowed("\"" + name + "\" must be from " + least + " to " + MOST + ", not " + value);
        }
    }
}
