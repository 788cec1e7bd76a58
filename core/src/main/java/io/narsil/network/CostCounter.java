package io.narsil.network;

import java.util.HashMap;
import java.util.Map;

/**
 * Walks a network with shapes and adds up the costs of its layers. A layer that is read at several places computes at each of them
 * and has its weights once.
 */
public final class CostCounter implements Interpreter<Shape> {
    private final Map<String, Object> known = new HashMap<>();
    private Cost total = Cost.ZERO;

    /** The cost of everything read so far. */
    public Cost total() {
        return total;
    }

    /** The cost of what was read since the last call. */
    Cost taken() {
        Cost taken = total;
        total = Cost.ZERO;
        return taken;
    }

    private void add(String name, Object layer, Cost computed, Cost weights) {
        Object other = known.putIfAbsent(name, layer);
        if (other != null && !other.equals(layer)) {
            throw new IllegalArgumentException("two different layers are called " + name);
        }
        total = total.plus(computed);
        if (other == null) {
            total = total.plus(weights);
        }
    }

    @Override
    public Shape convolution(Shape x, Convolution c) {
        Shape y = new Shape(c.out(), c.output(x.height()), c.output(x.width()));
        if (x.channels() != c.in()) {
            throw new IllegalArgumentException(c.name() + " takes " + c.in() + " channels but gets " + x);
        }
        if (y.height() < 1 || y.width() < 1) {
            throw new IllegalArgumentException(c.name() + ": nothing is left of an image of " + x);
        }
        long positions = (long) y.height() * y.width();
        add(
                c.name(),
                c,
                Cost.of(Math.multiplyExact(c.weights(), positions), 0, 0, 0, y.elements()),
                Cost.of(0, 0, c.weights(), c.weights() + (c.bias() ? c.out() : 0), 0));
        return y;
    }

    @Override
    public Shape batchNorm(Shape x, BatchNorm b) {
        add(b.name(), b, Cost.ZERO, Cost.of(0, 0, 0, 2L * b.channels(), 0));
        return x;
    }

    @Override
    public Shape activation(Shape x, Activation a) {
        return x;
    }

    @Override
    public Shape maxPool(Shape x, Pooling p) {
        Shape y = new Shape(x.channels(), p.output(x.height()), p.output(x.width()));
        if (y.height() < 1 || y.width() < 1) {
            throw new IllegalArgumentException("max pool: nothing is left of an image of " + x);
        }
        return y;
    }

    @Override
    public Shape globalAveragePool(Shape x) {
        total = total.plus(Cost.of(0, x.elements(), 0, 0, 0));
        return new Shape(x.channels(), 1, 1);
    }

    @Override
    public Shape scale(Shape x, Shape gate) {
        return x;
    }

    @Override
    public Shape add(Shape residual, Shape branch, double depth) {
        if (!residual.equals(branch)) {
            throw new IllegalArgumentException("a residual of " + residual + " meets a branch of " + branch);
        }
        return branch;
    }

    @Override
    public Shape upsample(Shape x) {
        return new Shape(x.channels(), Math.multiplyExact(x.height(), 2), Math.multiplyExact(x.width(), 2));
    }

    @Override
    public Shape sum(Shape x, Shape y) {
        if (!x.equals(y)) {
            throw new IllegalArgumentException("a sum of " + x + " and " + y);
        }
        return x;
    }

    @Override
    public Shape dropout(Shape x) {
        return x;
    }

    @Override
    public Shape linear(Shape x, Linear l) {
        if (x.elements() != l.in()) {
            throw new IllegalArgumentException(l.name() + " takes " + l.in() + " features but gets " + x);
        }
        long weights = Math.multiplyExact((long) l.in(), l.out());
        add(
                l.name(),
                l,
                Cost.of(weights, 0, 0, 0, l.out()),
                Cost.of(0, 0, weights, weights + (l.bias() ? l.out() : 0), 0));
        return new Shape(l.out(), 1, 1);
    }
}
