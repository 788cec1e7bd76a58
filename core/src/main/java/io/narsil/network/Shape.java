package io.narsil.network;

/** The shape of one image or feature map. */
public record Shape(int channels, int height, int width) {
    /** The number of elements. */
    public long elements() {
        return Math.multiplyExact(Math.multiplyExact((long) channels, height), (long) width);
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
