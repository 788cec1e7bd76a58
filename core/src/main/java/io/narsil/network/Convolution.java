package io.narsil.network;

/**
 * A square two-dimensional convolution; {@link Place#convolution} makes it as the network pads.
 *
 * @param name name, unique in its network; weights are stored as {@code name.weight} (out, in / groups, kernel, kernel)
 *     and {@code name.bias} (out)
 */
public record Convolution(
        String name, int in, int out, int kernel, int stride, Padding padding, int groups, boolean bias) {

    public Convolution {
        if (in < 1 || out < 1 || kernel < 1 || stride < 1 || groups < 1) {
            throw new IllegalArgumentException(name + ": sizes of a convolution must be positive");
        }
        if (in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    name + ": " + in + " to " + out + " channels cannot be split into " + groups + " groups");
        }
    }

    /** A 1x1 convolution. */
    public static Convolution pointwise(String name, int in, int out, boolean bias) {
        return new Convolution(name, in, out, 1, 1, Padding.each(0), 1, bias);
    }

    /** The number of weights without bias. */
    public long weights() {
        return Math.multiplyExact(Math.multiplyExact((long) out, in / groups), (long) kernel * kernel);
    }

    /** The height or width of the output for an input of {@code size}; 0 or less if the image is too small. */
    public int output(int size) {
        return padding.output(size, kernel, stride);
    }
}
