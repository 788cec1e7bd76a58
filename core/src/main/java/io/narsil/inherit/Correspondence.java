package io.narsil.inherit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which channels of two networks are the same: those that are made by layers of the same name in blocks of the same kind.
 * All layers of a set then keep the same channels, so that what one makes is what the next one reads.
 */
final class Correspondence {
    private final Wiring parent;
    private final Wiring child;
    private final Importance importance;
    private final Set<Pair> same = new HashSet<>();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final Map<Pair, int[]> selections = new HashMap<>();

    /** A set of the child and one of the parent. */
    private record Pair(int child, int parent) {}

    Correspondence(Wiring parent, Importance importance, Wiring child) {
        this.parent = parent;
        this.child = child;
        this.importance = importance;
        same.add(new Pair(Wiring.IMAGE, Wiring.IMAGE));
        for (Layer layer : child.layers()) {
            Layer old = parent.layer(layer.name());
            if (old == null || !alike(layer, old)) {
                continue;
            }
            if (layer.mixes() && !child.gate(layer) && !parent.gate(old)) {
                same.add(pair(layer.out(), old.out()));
            }
            if (layer.type() == Layer.Type.CONVOLUTION && layer.groups() > 1 && layer.groups() == old.groups()) {
                groups.merge(child.root(layer.in()), layer.groups(), Math::max);
                groups.merge(child.root(layer.out()), layer.groups(), Math::max);
            }
        }
    }

    /** Whether two layers of one name do the same. */
    static boolean alike(Layer layer, Layer old) {
        return layer.kind().equals(old.kind()) && layer.type() == old.type();
    }

    /**
     * The parent's channel for each channel of a child's set, or nothing (null) where the two have nothing to do with each other.
     *
     * @param set set of the child
     * @param old set of the parent
     */
    int[] channels(int set, int old) {
        Pair pair = pair(set, old);
        return same.contains(pair) ? selections.computeIfAbsent(pair, this::select) : null;
    }

    private Pair pair(int set, int old) {
        return new Pair(child.root(set), parent.root(old));
    }

    private int[] select(Pair pair) {
        int width = child.width(pair.child());
        double[] weights = importance.of(pair.parent());
        if (weights == null) {
            weights = new double[parent.width(pair.parent())];
            Arrays.fill(weights, 1);
        }
        int parts = groups.getOrDefault(pair.child(), 1);
        boolean even = width % parts == 0 && weights.length % parts == 0;
        return Selection.of(width, weights, even ? parts : 1);
    }
}
