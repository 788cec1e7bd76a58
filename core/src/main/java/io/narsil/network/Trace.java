package io.narsil.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network as the list of its operations.
 *
 * <p>Batch norm and activations belong to the operation before them, as in a deployed network: batch norm is folded
 * into its weights, and activations are done in place.
 */
public final class Trace implements Interpreter<Trace.Edge> {
    private static final int BYTES = 4;

    /** A value that flows between operations. Each has a number of its own; the input has 0. */
    public record Edge(int id, Shape shape) {}

    /**
     * One operation.
     *
     * @param name name of its layer; empty where it has no weights
     * @param type kind of operation, with what is done in place after it
     * @param kernel width of its window; 0, as the stride, where it has none
     * @param cost cost of this operation alone, batch norm included
     */
    public record Operation(
            String name, String type, int kernel, int stride, List<Edge> inputs, Edge output, Cost cost) {}

    private final List<Operation> operations = new ArrayList<>();
    private final CostCounter counter = new CostCounter();
    private int edges = 1;

    Trace() {}

    /** The operations read so far. */
    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The cost of operations in a row, with the memory that they need together. */
    static Cost cost(List<Operation> operations) {
        return cost(operations, Set.of());
    }

    /**
     * The same where some values stay, since others need them, too.
     *
     * @param kept numbers of their edges
     */
    static Cost cost(List<Operation> operations, Set<Integer> kept) {
        Cost sum = operations.stream().map(Operation::cost).reduce(Cost.ZERO, Cost::plus);
        long memory = peakActivationBytes(operations, kept);
        return new Cost(sum.macs(), sum.pooled(), sum.params(), sum.trainable(), sum.activations(), memory, 0);
    }

    /** The operations of a network in order. */
    public static List<Operation> of(Architecture network) {
        Trace trace = new Trace();
        network.outputs(trace, new Edge(0, network.input()));
        return trace.operations();
    }

    /**
     * The most memory that activations of one image take at any moment, in bytes of 32-bit floats: an operation's inputs,
     * its output, and whatever a later operation still needs. What comes from before them is there from the start.
     */
    public static long peakActivationBytes(List<Operation> operations) {
        return peakActivationBytes(operations, Set.of());
    }

    /**
     * The same where some values stay, since others need them, too.
     *
     * @param kept numbers of their edges
     */
    static long peakActivationBytes(List<Operation> operations, Set<Integer> kept) {
        Map<Integer, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            for (Edge input : operations.get(i).inputs()) {
                lastUse.put(input.id(), i);
            }
        }
        Map<Integer, Long> live = new HashMap<>();
        operations.forEach(
                o -> o.inputs().forEach(e -> live.put(e.id(), e.shape().elements())));
        operations.forEach(o -> live.remove(o.output().id()));
        long peak = 0;
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            operation.inputs().forEach(e -> live.put(e.id(), e.shape().elements()));
            live.put(operation.output().id(), operation.output().shape().elements());
            peak = Math.max(
                    peak, live.values().stream().mapToLong(Long::longValue).sum());
            int now = i;
            live.keySet().removeIf(id -> !kept.contains(id) && lastUse.getOrDefault(id, Integer.MAX_VALUE) <= now);
        }
        return Math.multiplyExact(peak, BYTES);
    }

    /** Adds an operation that the counter has just counted. */
    private Edge add(String name, String type, int kernel, int stride, Shape out, Edge... in) {
        Edge output = new Edge(edges++, out);
        operations.add(new Operation(name, type, kernel, stride, List.of(in), output, counter.taken()));
        return output;
    }

    /** Adds to the operation that made {@code x}, which is always the last one. */
    private Edge fold(Edge x, String type, Cost cost) {
        Operation last = operations.remove(operations.size() - 1);
        if (last.output().id() != x.id()) {
            throw new IllegalStateException(type + " follows another operation than the last");
        }
        operations.add(new Operation(
                last.name(),
                last.type() + " " + type,
                last.kernel(),
                last.stride(),
                last.inputs(),
                last.output(),
                last.cost().plus(cost)));
        return x;
    }

    @Override
    public Edge convolution(Edge x, Convolution c) {
        Shape out = counter.convolution(x.shape(), c);
        String type = c.groups() > 1 && c.groups() == c.in() ? "depthwise" : c.kernel() == 1 ? "pointwise" : "conv";
        return add(c.name(), type, c.kernel(), c.stride(), out, x);
    }

    @Override
    public Edge batchNorm(Edge x, BatchNorm b) {
        counter.batchNorm(x.shape(), b);
        return fold(x, "bn", counter.taken());
    }

    @Override
    public Edge activation(Edge x, Activation a) {
        return fold(x, a.key(), Cost.ZERO);
    }

    @Override
    public Edge maxPool(Edge x, Pooling p) {
        return add("", "max pool", p.kernel(), p.stride(), counter.maxPool(x.shape(), p), x);
    }

    @Override
    public Edge globalAveragePool(Edge x) {
        return add("", "pool", 0, 0, counter.globalAveragePool(x.shape()), x);
    }

    @Override
    public Edge scale(Edge x, Edge gate) {
        return add("", "scale", 0, 0, x.shape(), x, gate);
    }

    @Override
    public Edge add(Edge residual, Edge branch, double depth) {
        return add("", "add", 0, 0, counter.add(residual.shape(), branch.shape(), depth), residual, branch);
    }

    @Override
    public Edge upsample(Edge x) {
        return add("", "upsample", 0, 0, counter.upsample(x.shape()), x);
    }

    @Override
    public Edge sum(Edge x, Edge y) {
        return add("", "add", 0, 0, counter.sum(x.shape(), y.shape()), x, y);
    }

    @Override
    public Edge dropout(Edge x) {
        return x;
    }

    @Override
    public Edge linear(Edge x, Linear l) {
        return add(l.name(), "linear", 0, 0, counter.linear(x.shape(), l), x);
    }
}
