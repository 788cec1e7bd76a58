package io.narsil.onnx.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The operators that may run: those of networks that classify images or find objects in them, whose outputs have a size that follows
 * from the sizes of their inputs. What makes values of a size that is computed (Expand, Tile, Pad, Range, ...) or runs
 * graphs (If, Loop, Scan) is not among them; Resize is, where the file itself says by which whole numbers it enlarges.
 */
final class Operators {
    private static final String AS_LARGE =
            "Abs BatchNormalization Cast CastLike Ceil Celu Clip DequantizeLinear Dropout Elu Erf Exp Floor Gelu"
                    + " HardSigmoid HardSwish Identity InstanceNormalization LayerNormalization LeakyRelu Log LogSoftmax"
                    + " Mish Neg Not QuantizeLinear Reciprocal Relu Round Selu Sigmoid Sign Softmax Softplus Softsign Sqrt"
                    + " Swish Tanh ThresholdedRelu";
    private static final String NOT_LARGER =
            "ArgMax ArgMin ReduceL2 ReduceMax ReduceMin ReduceSum Reshape Slice Squeeze" + " Transpose Unsqueeze";
    private static final String SPREAD = "Add And Div Equal Greater Less Max Mean Min Mul Or Pow PRelu Sub Sum Where";

    private static final long LARGEST_SCALE = 8;

    private static final Map<String, Operator> ALL = new HashMap<>();

    /** The way from the sizes of a node's inputs to those of its outputs. */
    interface Operator {
        Made made(Node node, List<Size> inputs);
    }

    static {
        put(AS_LARGE, (node, in) -> Made.of(in.get(0)));
        put(NOT_LARGER, (node, in) -> Made.of(Size.atMost(in.get(0).elements())));
        put(SPREAD, (node, in) -> Made.of(Size.spread(in)));
        put("Split", (node, in) -> Made.of(parts(node, in.get(0))));
        put("Resize", (node, in) -> Made.of(enlarged(node, in)));
        put("Conv", Windows::convolution);
        put("AveragePool MaxPool", Windows::pooling);
        put("GlobalAveragePool GlobalMaxPool", (node, in) -> read(pooled(in.get(0)), in));
        put("ReduceMean", (node, in) -> read(means(node, in.get(0)), in));
        put("Flatten", (node, in) -> Made.of(flat(node, in.get(0))));
        put("Concat", (node, in) -> Made.of(joined(node, in)));
        put(
                "Gather",
                (node, in) -> Made.of(
                        Size.atMost(Size.times(in.get(0).elements(), in.get(1).elements()))));
        put("Shape", (node, in) -> Made.of(Size.atMost(64)));
        put("Constant", (node, in) -> Made.of(node.constant()));
        put("NonMaxSuppression", (node, in) -> selection(in.get(0), in.get(1)));
        put("Gemm", (node, in) -> gemm(node, in.get(0), in.get(1)));
        put("MatMul", (node, in) -> product(in.get(0), in.get(1)));
    }

    private Operators() {}

    private static void put(String names, Operator operator) {
        for (String name : names.split(" ", -1)) {
            ALL.put(name, operator);
        }
    }

    /** The operator of a name, or null where it may not run. */
    static Operator find(String name) {
        return ALL.get(name);
    }

    private static Made read(Size size, List<Size> inputs) {
        return new Made(size, inputs.get(0).elements());
    }

    private static Size enlarged(Node node, List<Size> inputs) {
        Size x = inputs.get(0);
        List<Float> scales = inputs.get(2).values();
        boolean plain = inputs.size() == 3
                && node.inputs().get(1).isEmpty()
                && node.numbers("axes").isEmpty();
        if (!plain || !node.text("mode").equals("nearest") || !x.known() || scales.size() != x.rank()) {
            throw new Unfollowed("it does not say by constants how it copies each pixel");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < scales.size(); i++) {
            long scale = (long) (float) scales.get(i);
            if (scale != scales.get(i) || scale < 1 || scale > LARGEST_SCALE) {
                throw new Unfollowed(
                        "it enlarges by " + scales.get(i) + ", no whole number from 1 to " + LARGEST_SCALE);
            }
            shape.add(Size.times(x.shape().get(i), scale));
        }
        return Size.of(shape);
    }

    private static Size parts(Node node, Size x) {
        if (node.number("num_outputs", 1) < 1) {
            throw new Unfollowed("\"num_outputs\" is " + node.number("num_outputs", 1));
        }
        return Size.atMost(x.elements());
    }

    private static Size pooled(Size x) {
        return x.rank() < 2
                ? Size.atMost(x.elements())
                : Size.of(IntStream.range(0, x.rank())
                        .mapToObj(i -> i < 2 ? x.shape().get(i) : 1L)
                        .toList());
    }

    private static Size means(Node node, Size x) {
        List<Long> axes = node.numbers("axes");
        if (!x.known() || axes.isEmpty() || node.number("keepdims", 1) == 0) {
            return Size.atMost(x.elements());
        }
        return Size.of(IntStream.range(0, x.rank())
                .mapToObj(i -> axes.contains((long) i) || axes.contains((long) i - x.rank())
                        ? 1L
                        : x.shape().get(i))
                .toList());
    }

    private static Size flat(Node node, Size x) {
        long axis = node.number("axis", 1);
        int cut = (int) (axis < 0 ? axis + x.rank() : axis);
        return !x.known() || cut < 0 || cut > x.rank()
                ? Size.atMost(x.elements())
                : Size.of(List.of(
                        Size.product(x.shape().subList(0, cut)),
                        Size.product(x.shape().subList(cut, x.rank()))));
    }

    private static Size joined(Node node, List<Size> inputs) {
        long elements = inputs.stream().mapToLong(Size::elements).reduce(0, Size::plus);
        Size first = inputs.get(0);
        long axis = node.number("axis", 0);
        int along = (int) (axis < 0 ? axis + first.rank() : axis);
        if (along < 0 || along >= first.rank() || inputs.stream().anyMatch(s -> s.rank() != first.rank())) {
            return Size.atMost(elements);
        }
        List<Long> shape = new ArrayList<>(first.shape());
        shape.set(along, inputs.stream().mapToLong(s -> s.shape().get(along)).reduce(0, Size::plus));
        return Size.product(shape) == elements ? Size.of(shape) : Size.atMost(elements);
    }

    /** An image, a class and a place for each score at most; a box may be held against all others. */
    private static Made selection(Size boxes, Size scores) {
        return new Made(Size.atMost(Size.times(3, scores.elements())), Size.times(boxes.elements(), scores.elements()));
    }

    private static Made gemm(Node node, Size a, Size b) {
        if (b.rank() != 2) {
            return product(a, Size.atMost(b.elements()));
        }
        boolean turned = node.number("transB", 0) != 0;
        long columns = b.shape().get(turned ? 0 : 1);
        long depth = b.shape().get(turned ? 1 : 0);
        Size size = a.rank() != 2
                ? Size.atMost(Size.times(a.elements(), columns))
                : Size.of(List.of(a.shape().get(node.number("transA", 0) != 0 ? 1 : 0), columns));
        return new Made(size, Size.times(size.elements(), depth));
    }

    private static Made product(Size a, Size b) {
        if (a.rank() < 2 || b.rank() < 2) {
            long bound = Size.times(a.elements(), b.elements());
            return new Made(Size.atMost(bound), bound);
        }
        Size batch = Size.spread(List.of(
                Size.of(a.shape().subList(0, a.rank() - 2)), Size.of(b.shape().subList(0, b.rank() - 2))));
        List<Long> shape = new ArrayList<>(batch.shape());
        shape.add(a.shape().get(a.rank() - 2));
        shape.add(b.shape().get(b.rank() - 1));
        Size size = Size.of(shape);
        return new Made(size, Size.times(size.elements(), a.shape().get(a.rank() - 1)));
    }
}
