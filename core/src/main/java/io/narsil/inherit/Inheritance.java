package io.narsil.inherit;

import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network takes over from a trained one, its parent. Layers are matched by their names, which say stage and block. Kernels
 * are cut about their centre and padded with zeros; of channels the most important are kept, the same ones in every layer that
 * makes or reads them; channels that the parent does not have begin at random, and what reads them at zero. So a network that is
 * only wider, or has larger kernels, or more residual blocks, computes at first what its parent does.
 */
public final class Inheritance {

    private final Network parent;
    private final Network child;
    private final Map<String, float[]> weights;
    private final Wiring from;
    private final Wiring to;
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    private final Map<String, String> refusals = new HashMap<>();

    private Inheritance(Network parent, Map<String, float[]> weights, Network child) {
        this.parent = parent;
        this.child = child;
        this.weights = weights;
        from = Wiring.of(parent);
        to = Wiring.of(child);
        Correspondence same = new Correspondence(from, Importance.of(from, weights), to);
        for (Layer layer : to.layers()) {
            Layer old = from.layer(layer.name());
            String refusal = old == null ? missing(layer) : match(layer, old, same);
            if (!refusal.isEmpty()) {
                refusals.put(layer.name(), "new: " + refusal);
            }
        }
    }

    /**
     * What {@code child} inherits.
     *
     * @param weights arrays of the parent by name, as {@link WeightShapes} has them; those of its last layer may be missing
     */
    public static Inheritance of(Network parent, Map<String, float[]> weights, Network child) {
        return new Inheritance(parent, weights, child);
    }

    private String missing(Layer layer) {
        return parent.blockNames().contains(layer.block())
                ? "the parent's " + layer.block() + " has no such layer"
                : "the parent has no " + layer.block();
    }

    private String match(Layer layer, Layer old, Correspondence same) {
        if (!Correspondence.alike(layer, old)) {
            return layer.kind().equals(old.kind())
                    ? "another kind of layer"
                    : "the parent's " + layer.block() + " is a block \"" + old.kind() + "\"";
        }
        if (layer.type() == Layer.Type.BATCH_NORM
                && layer.source() >= 0
                && !transfers.containsKey(to.layers().get(layer.source()).name())) {
            return "as is the layer before";
        }
        if (!weights.containsKey(layer.name() + ".weight")) {
            return "the parent's weights have no such array of these classes";
        }
        int oldOuts = from.width(old.out());
        int oldIns = from.width(old.in());
        if (layer.type() == Layer.Type.LINEAR && to.width(layer.out()) != oldOuts) {
            return "for " + to.width(layer.out()) + " classes, not " + oldOuts;
        }
        int[] outs = same.channels(layer.out(), old.out());
        int[] ins = same.channels(layer.in(), old.in());
        if (outs == null || ins == null) {
            return (ins == null ? "reads" : "makes") + " other channels than the parent's";
        }
        boolean images = to.root(layer.in()) == Wiring.IMAGE;
        Transfer transfer = new Transfer(layer, old, outs, ins, oldOuts, oldIns, images);
        if (!transfer.grouped()) {
            return "its groups hold other channels than the parent's";
        }
        if (!transfer.colours()) {
            return "for images of " + ins.length + " channels, not " + oldIns;
        }
        transfers.put(layer.name(), transfer);
        return "";
    }

    /**
     * Puts what is inherited into an array of the child.
     *
     * @param array name of the array
     * @param values values that it begins with where there is no parent, in the order of files
     * @return number of values that are the parent's
     */
    public long into(String array, float[] values) {
        int dot = array.lastIndexOf('.');
        Transfer transfer = transfers.get(array.substring(0, dot));
        float[] old = weights.get(array);
        if (transfer == null || old == null) {
            return 0;
        }
        boolean windows = array.endsWith(".weight") && transfer.layer().type() != Layer.Type.BATCH_NORM;
        return windows ? transfer.weights(old, values) : transfer.channels(old, values);
    }

    /** Each layer with weights in order, and what it takes over. */
    public List<InheritedLayer> layers() {
        Map<String, List<Long>> shapes = WeightShapes.of(child);
        Map<String, InheritedLayer> found = new LinkedHashMap<>();
        for (Layer layer : to.layers()) {
            boolean behind = layer.type() == Layer.Type.BATCH_NORM && layer.source() >= 0;
            String name = behind ? to.layers().get(layer.source()).name() : layer.name();
            InheritedLayer before = found.getOrDefault(name, new InheritedLayer(name, text(layer), 0, 0));
            found.put(name, counted(before, layer, shapes));
        }
        return List.copyOf(found.values());
    }

    private InheritedLayer counted(InheritedLayer before, Layer layer, Map<String, List<Long>> shapes) {
        long inherited = before.inherited();
        long all = before.parameters();
        for (String part : List.of(".weight", ".bias")) {
            List<Long> shape = shapes.get(layer.name() + part);
            if (shape != null) {
                int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
                inherited += into(layer.name() + part, new float[size]);
                all += size;
            }
        }
        return new InheritedLayer(before.name(), before.text(), inherited, all);
    }

    private String text(Layer layer) {
        Transfer transfer = transfers.get(layer.name());
        return transfer == null ? refusals.get(layer.name()) : transfer.text();
    }

    /** The names of the parent's blocks that the child does not have. */
    public List<String> dropped() {
        List<String> dropped = new ArrayList<>(parent.blockNames());
        dropped.removeAll(child.blockNames());
        return dropped;
    }
}
