package io.narsil.network;

/** The largest value of each k x k window, padded by half a window: between ResNet's stem and its first stage. */
public record MaxPool(int kernel, int stride) implements Block {
    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        return reader.maxPool(x, this);
    }

    /** Never-chosen rows and columns on each side. */
    public int padding() {
        return kernel / 2;
    }

    /** The height or width that comes out of {@code size}. */
    int output(int size) {
        return Math.floorDiv(size + 2 * padding() - kernel, stride) + 1;
    }

    @Override
    public int out(int in) {
        return in;
    }
}
