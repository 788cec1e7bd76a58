package io.narsil.torch;

import io.narsil.network.Architecture;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Linear;
import io.narsil.network.WeightReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The place of each array of a network in one long vector.
 *
 * <p>With one vector for all weights, an optimizer's step, an EMA's update and a checkpoint are a few operations,
 * however many layers there are. Weights under weight decay come first.
 */
final class Layout implements WeightReader {
    /** Arrays start at multiples of this many floats, a cache line. */
    private static final int ALIGNMENT = 16;

    /** The role of an array. */
    enum Role {
        /** Weights of convolutions and linear layers: weight decay acts on them. */
        WEIGHT,
        /** Biases, and scale and shift of batch norm. */
        PLAIN,
        /** Running mean and variance of batch norm: not trained. */
        STATISTIC
    }

    /** The first values of an array. */
    enum Start {
        ZERO,
        ONE,
        /** Normal with variance 2 / fan-out (He et al. 2015). */
        FAN_OUT,
        /** Normal with standard deviation 0.01. */
        SMALL
    }

    /**
     * One array.
     *
     * @param shape sizes as in files: (out, in, height, width) for a convolution
     * @param offset place of its first value in its vector
     * @param multiplied membership in a convolution or a linear layer, not in batch norm
     */
    record Slot(String name, long[] shape, Role role, Start start, long offset, boolean multiplied) {
        private Slot at(long place) {
            return new Slot(name, shape, role, start, place, multiplied);
        }

        long size() {
            long size = 1;
            for (long s : shape) {
                size *= s;
            }
            return size;
        }
    }

    private final List<Slot> found = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private long weights;
    private long trainable;
    private long statistics;

    private Layout() {}

    /** The layout of a network's arrays, in the order in which it reads them. */
    static Layout of(Architecture network) {
        Layout layout = new Layout();
        network.outputs(layout, null);
        long end = layout.place(Role.WEIGHT, 0);
        layout.weights = end;
        layout.trainable = layout.place(Role.PLAIN, end);
        layout.statistics = layout.place(Role.STATISTIC, 0);
        return layout;
    }

    private long place(Role role, long from) {
        long offset = from;
        for (Slot slot : found) {
            if (slot.role() == role) {
                slots.put(slot.name(), slot.at(offset));
                offset += (slot.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            }
        }
        return offset;
    }

    /** All arrays in the order in which the network reads them. */
    List<Slot> slots() {
        return found.stream().map(s -> slots.get(s.name())).toList();
    }

    /** The length of the part of the trainable vector that weight decay acts on. */
    long weights() {
        return weights;
    }

    /** The length of the trainable vector. */
    long trainable() {
        return trainable;
    }

    /** The length of the vector of batch norm's statistics. */
    long statistics() {
        return statistics;
    }

    private void add(String name, boolean multiplied, Role role, Start start, long... shape) {
        // A layer that is read at several places has its arrays once.
        if (known.add(name)) {
            found.add(new Slot(name, shape, role, start, -1, multiplied));
        }
    }

    @Override
    public Void convolution(Void x, Convolution c) {
        add(
                c.name() + ".weight",
                true,
                Role.WEIGHT,
                Start.FAN_OUT,
                c.out(),
                c.in() / c.groups(),
                c.kernel(),
                c.kernel());
        if (c.bias()) {
            add(c.name() + ".bias", true, Role.PLAIN, Start.ZERO, c.out());
        }
        return null;
    }

    @Override
    public Void batchNorm(Void x, BatchNorm b) {
        add(b.name() + ".weight", false, Role.PLAIN, b.zero() ? Start.ZERO : Start.ONE, b.channels());
        add(b.name() + ".bias", false, Role.PLAIN, Start.ZERO, b.channels());
        add(b.name() + ".running_mean", false, Role.STATISTIC, Start.ZERO, b.channels());
        add(b.name() + ".running_var", false, Role.STATISTIC, Start.ONE, b.channels());
        return null;
    }

    @Override
    public Void linear(Void x, Linear l) {
        add(l.name() + ".weight", true, Role.WEIGHT, Start.SMALL, l.out(), l.in());
        if (l.bias()) {
            add(l.name() + ".bias", true, Role.PLAIN, Start.ZERO, l.out());
        }
        return null;
    }
}
