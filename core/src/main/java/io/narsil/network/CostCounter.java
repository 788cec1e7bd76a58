package io.narsil.network;

/** Walks a network with shapes and adds up the costs of its layers. */
public final class CostCounter implements Interpreter<Shape> {
    private Cost total = Cost.ZERO;

    /** The cost of everything read so far. */
    public Cost total() {
        return total;
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
        total = total.plus(Cost.of(
                Math.multiplyExact(c.weights(), positions),
                0,
                c.weights(),
                c.weights() + (c.bias() ? c.out() : 0),
                y.elements()));
        return y;
    }

    @Override
    public Shape batchNorm(Shape x, BatchNorm b) {
        total = total.plus(Cost.of(0, 0, 0, 2L * b.channels(), 0));
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
    public Shape dropout(Shape x) {
        return x;
    }

    @Override
    public Shape linear(Shape x, Linear l) {
        if (x.elements() != l.in()) {
            throw new IllegalArgumentException(l.name() + " takes " + l.in() + " features but gets " + x);
        }
        long weights = Math.multiplyExact((long) l.in(), l.out());
        total = total.plus(Cost.of(weights, 0, weights, weights + (l.bias() ? l.out() : 0), l.out()));
        return new Shape(l.out(), 1, 1);
    }
}
