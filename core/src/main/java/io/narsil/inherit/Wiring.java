package io.narsil.inherit;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Network;
import io.narsil.network.Pooling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which layers of a network share their channels. What a residual block adds, what a gate scales and what a depthwise
 * convolution or batch norm passes on is one set of channels: who drops one of them drops it in all of these layers.
 */
final class Wiring implements Interpreter<Wiring.Edge> {
    /** The set of an image's channels. */
    static final int IMAGE = 0;

    private static final int NONE = -1;

    /**
     * What flows between two layers.
     *
     * @param layer place of the layer that made it; -1 for what no single layer made
     */
    record Edge(int set, int layer) {}

    private final Map<String, String> kinds = new HashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, Layer> byName = new HashMap<>();
    private final Set<String> gates = new HashSet<>();
    private final List<Integer> joined = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    private Wiring(Network network) {
        List<String> names = network.blockNames();
        for (int i = 0; i < names.size(); i++) {
            kinds.put(names.get(i), network.blocks().get(i).values().kind().key());
        }
        network.accept(this, new Edge(set(network.channels()), NONE));
    }

    /** The wiring of a network. */
    static Wiring of(Network network) {
        return new Wiring(network);
    }

    /** All layers in the order in which the network reads them. */
    List<Layer> layers() {
        return layers;
    }

    /** The layer of that name; null where there is none. */
    Layer layer(String name) {
        return byName.get(name);
    }

    /** Whether a layer makes a gate: it follows the channels that it scales and does not make them. */
    boolean gate(Layer layer) {
        return gates.contains(layer.name());
    }

    /** The number that a set has in common with all that were joined with it. */
    int root(int set) {
        int root = set;
        while (joined.get(root) != root) {
            root = joined.get(root);
        }
        return root;
    }

    /** The number of channels of a set. */
    int width(int set) {
        return widths.get(set);
    }

    private int set(int width) {
        joined.add(joined.size());
        widths.add(width);
        return joined.size() - 1;
    }

    private void join(int one, int other) {
        int first = Math.min(root(one), root(other));
        joined.set(Math.max(root(one), root(other)), first);
    }

    private Edge add(String name, Layer.Type type, int in, int out, int groups, int kernel, boolean bias, int source) {
        Layer known = byName.get(name);
        if (known != null) {
            join(known.in(), in);
            join(known.out(), out);
            return new Edge(known.out(), layers.indexOf(known));
        }
        String kind = kinds.getOrDefault(Layer.block(name), "");
        Layer layer = new Layer(name, kind, type, in, out, groups, kernel, bias, source);
        layers.add(layer);
        byName.put(name, layer);
        return new Edge(out, layers.size() - 1);
    }

    @Override
    public Edge convolution(Edge x, Convolution c) {
        boolean depthwise = c.groups() > 1 && c.groups() == c.in() && c.in() == c.out();
        Layer.Type type = depthwise ? Layer.Type.DEPTHWISE : Layer.Type.CONVOLUTION;
        int out = depthwise ? x.set() : set(c.out());
        return add(c.name(), type, x.set(), out, c.groups(), c.kernel(), c.bias(), NONE);
    }

    @Override
    public Edge batchNorm(Edge x, BatchNorm b) {
        return add(b.name(), Layer.Type.BATCH_NORM, x.set(), x.set(), 1, 1, true, x.layer());
    }

    @Override
    public Edge activation(Edge x, Activation activation) {
        return x;
    }

    @Override
    public Edge maxPool(Edge x, Pooling pool) {
        return x;
    }

    @Override
    public Edge globalAveragePool(Edge x) {
        return x;
    }

    @Override
    public Edge scale(Edge x, Edge gate) {
        if (gate.layer() >= 0) {
            gates.add(layers.get(gate.layer()).name());
        }
        join(x.set(), gate.set());
        return x;
    }

    @Override
    public Edge add(Edge residual, Edge branch, double depth) {
        join(residual.set(), branch.set());
        return new Edge(branch.set(), NONE);
    }

    @Override
    public Edge upsample(Edge x) {
        return new Edge(x.set(), NONE);
    }

    @Override
    public Edge sum(Edge x, Edge y) {
        join(x.set(), y.set());
        return new Edge(x.set(), NONE);
    }

    @Override
    public Edge dropout(Edge x) {
        return x;
    }

    @Override
    public Edge linear(Edge x, Linear l) {
        return add(l.name(), Layer.Type.LINEAR, x.set(), set(l.out()), 1, 1, l.bias(), NONE);
    }
}
