package io.narsil.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arrays of a network by name, with their shapes: what a file of its weights must hold. */
public final class WeightShapes implements WeightReader {
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();
    private final List<String> head = new ArrayList<>();

    private WeightShapes() {}

    /** The shapes of a network, outermost size first, in the order in which it reads them. */
    public static Map<String, List<Long>> of(Architecture network) {
        return read(network).shapes;
    }

    /** The arrays of the last layer, whose shapes depend on the classes. */
    public static List<String> head(Architecture network) {
        return read(network).head;
    }

    private static WeightShapes read(Architecture network) {
        WeightShapes reader = new WeightShapes();
        network.outputs(reader, null);
        return reader;
    }

    private void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }

    @Override
    public Void convolution(Void x, Convolution c) {
        add(c.name() + ".weight", c.out(), c.in() / c.groups(), c.kernel(), c.kernel());
        if (c.bias()) {
            add(c.name() + ".bias", c.out());
        }
        return null;
    }

    @Override
    public Void batchNorm(Void x, BatchNorm b) {
        for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
            add(b.name() + "." + part, b.channels());
        }
        return null;
    }

    @Override
    public Void linear(Void x, Linear l) {
        head.clear();
        add(l.name() + ".weight", l.out(), l.in());
        head.add(l.name() + ".weight");
        if (l.bias()) {
            add(l.name() + ".bias", l.out());
            head.add(l.name() + ".bias");
        }
        return null;
    }
}
