package io.narsil.runner;

import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Padding;
import io.narsil.network.Pooling;
import io.narsil.network.Shape;

/**
 * What the built-in trainer takes to look at images without learning from them. Everything that is computed of a batch is kept until the
 * batch is over, in 32 bits: what each layer makes, but for batch norm, which is in the weights then, and the copies that are
 * padded where both ends of an image are not alike. There is no way back, and so nothing else.
 */
public final class EvaluationMemory implements Interpreter<Shape> {
    /** The batch for images of up to 64 pixels a side; it is smaller for larger images, so that memory does not grow. */
    private static final int MOST_AT_ONCE = 250;

    private static final int PIXELS_AT_ONCE = MOST_AT_ONCE * 64 * 64;

    private long numbers;

    private EvaluationMemory() {}

    /** The number of images of {@code side} pixels a side that are evaluated at once. */
    public static int batch(int side) {
        return Math.max(1, (int) Math.min(MOST_AT_ONCE, PIXELS_AT_ONCE / ((long) side * side)));
    }

    /** The bytes that a batch takes at most. */
    public static long of(Architecture network) {
        EvaluationMemory memory = new EvaluationMemory();
        memory.keep(network.input());
        network.outputs(memory, network.input());
        return Float.BYTES * memory.numbers * batch(network.input().height());
    }

    private Shape keep(Shape made) {
        numbers += made.elements();
        return made;
    }

    private void pad(Shape x, Padding padding, int kernel, int stride) {
        Padding.Ends rows = padding.ends(x.height(), kernel, stride);
        Padding.Ends columns = padding.ends(x.width(), kernel, stride);
        if (!rows.even() || !columns.even()) {
            keep(new Shape(
                    x.channels(),
                    x.height() + rows.before() + rows.after(),
                    x.width() + columns.before() + columns.after()));
        }
    }

    @Override
    public Shape convolution(Shape x, Convolution c) {
        pad(x, c.padding(), c.kernel(), c.stride());
        return keep(new Shape(c.out(), c.output(x.height()), c.output(x.width())));
    }

    @Override
    public Shape batchNorm(Shape x, BatchNorm b) {
        return x;
    }

    @Override
    public Shape activation(Shape x, Activation a) {
        return keep(x);
    }

    @Override
    public Shape maxPool(Shape x, Pooling p) {
        pad(x, p.padding(), p.kernel(), p.stride());
        return keep(new Shape(x.channels(), p.output(x.height()), p.output(x.width())));
    }

    @Override
    public Shape globalAveragePool(Shape x) {
        return keep(new Shape(x.channels(), 1, 1));
    }

    @Override
    public Shape scale(Shape x, Shape gate) {
        return keep(x);
    }

    @Override
    public Shape add(Shape residual, Shape branch, double depth) {
        return keep(branch);
    }

    @Override
    public Shape upsample(Shape x) {
        return keep(new Shape(x.channels(), 2 * x.height(), 2 * x.width()));
    }

    @Override
    public Shape sum(Shape x, Shape y) {
        return keep(x);
    }

    @Override
    public Shape dropout(Shape x) {
        return x;
    }

    @Override
    public Shape linear(Shape x, Linear l) {
        return keep(new Shape(l.out(), 1, 1));
    }
}
