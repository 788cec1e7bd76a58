package io.narsil.network;

/**
 * The largest value of each k x k window. What is padded is never the largest.
 *
 * @param kernel height and width of the window
 */
public record Pooling(int kernel, int stride, Padding padding) {
    /** The height or width of the output for an input of {@code size}; 0 or less if the image is too small. */
    public int output(int size) {
        return padding.output(size, kernel, stride);
    }
}
