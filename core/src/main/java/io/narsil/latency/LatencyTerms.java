package io.narsil.latency;

import io.narsil.network.Activation;
import io.narsil.network.Shape;
import io.narsil.network.Trace;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The terms of the latency model: named quantities of operations to which their time is about proportional.
 *
 * <p>Most quantities give a coarse term and finer ones: by the size of the image at that place (a power of two) and by
 * whether channels fill whole vectors, since a library's kernels differ there. Where a finer term was measured seldom
 * or never, the coarse one stands in.
 */
public final class LatencyTerms {
    /** Channels in the widest vectors of today's processors; the number in narrower vectors divides it. */
    private static final int LANES = 16;

    private final SortedMap<String, Double> terms = new TreeMap<>();

    private LatencyTerms() {}

    /** The quantities of operations, one after another. */
    public static SortedMap<String, Double> of(List<Trace.Operation> operations) {
        LatencyTerms read = new LatencyTerms();
        operations.forEach(read::read);
        return read.terms;
    }

    private void read(Trace.Operation operation) {
        Shape in = operation.inputs().get(0).shape();
        Shape out = operation.output().shape();
        double positions = (double) out.height() * out.width();
        String type = operation.type();
        switch (type.split(" ", 2)[0]) {
            case "depthwise" -> {
                String at = "depthwise " + size(out);
                add("depthwise", 1);
                add(at + fill(out), 1);
                add("depthwise out", lanes(out.channels()) * positions);
                add(at + " kernel " + operation.kernel() + " out", lanes(out.channels()) * positions);
            }
            case "pointwise" -> {
                if (positions == 1) {
                    product(operation, out);
                } else {
                    convolution("pointwise", operation, in, out);
                }
            }
            case "conv" -> convolution("convolution " + operation.kernel(), operation, in, out);
            case "linear" -> product(operation, out);
            case "pool" -> moved("pool", in);
            case "max" -> moved("max pool " + operation.kernel(), out);
            case "scale" -> moved("scale", out);
            case "upsample" -> moved("upsample", out);
            case "add" -> moved("add" + fill(out), out);
            default -> throw new IllegalArgumentException("no latency is known of \"" + type + "\"");
        }
        String last = type.substring(type.lastIndexOf(' ') + 1);
        Activation.of(last).ifPresent(a -> moved("activation " + a.key(), out));
    }

    private void convolution(String kind, Trace.Operation operation, Shape in, Shape out) {
        double positions = (double) out.height() * out.width();
        double lanes = lanes(out.channels());
        double macs = (double) operation.cost().macs() / out.channels() * lanes;
        String at = kind + " " + size(out);
        add(kind, 1);
        add(kind + " macs", macs);
        add(at + fill(in) + fill(out), 1);
        add(at + fill(in) + " macs", macs);
        add(at + " out", lanes * positions);
        add(at + " in", (double) in.elements());
    }

    /** A vector times a matrix. */
    private void product(Trace.Operation operation, Shape out) {
        add("product", 1);
        add("product macs", (double) operation.cost().macs() / out.channels() * lanes(out.channels()));
    }

    private void moved(String kind, Shape what) {
        add(kind, 1);
        add(kind + " elements", (double) what.elements());
    }

    private void add(String name, double amount) {
        terms.merge(name, amount, Double::sum);
    }

    private static String size(Shape shape) {
        return "at " + (1 << Math.round(Math.log(Math.max(shape.height(), shape.width())) / Math.log(2)));
    }

    private static String fill(Shape shape) {
        return shape.channels() % LANES == 0 ? " full" : " part";
    }

    /** Channels with those that fill the last vector. */
    private static double lanes(int channels) {
        int vectors = (channels + LANES - 1) / LANES;
        return (double) vectors * LANES;
    }
}
