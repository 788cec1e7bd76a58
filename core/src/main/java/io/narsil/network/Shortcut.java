package io.narsil.network;

/** The end of a residual block of ResNet (He et al. 2016): its input, projected where shapes differ, is added. */
final class Shortcut {
    private Shortcut() {}

    static <T> T add(
            Interpreter<T> reader, T x, T branch, Place place, int channels, int stride, Activation activation) {
        T y = x;
        if (stride != 1 || place.in() != channels) {
            y = reader.convolution(x, place.convolution("shortcut", place.in(), channels, 1, stride, 1));
            y = reader.batchNorm(y, place.batchNorm("shortcut_bn", channels, false));
        }
        return reader.activation(reader.add(y, branch, place.depth()), activation);
    }
}
