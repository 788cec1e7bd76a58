package io.narsil.network;

/** The end of a residual block of ResNet (He et al. 2016): its input, projected where shapes differ, is added. */
final class Shortcut {
    private Shortcut() {}

    static <T> T add(
            Interpreter<T> reader, T x, T branch, Place place, int channels, int stride, Activation activation) {
        T y = x;
        if (stride != 1 || place.in() != channels) {
            String name = place.layer("shortcut");
            y = reader.convolution(x, new Convolution(name, place.in(), channels, 1, stride, 0, 1, false));
            y = reader.batchNorm(y, new BatchNorm(place.layer("shortcut_bn"), channels, false));
        }
        return reader.activation(reader.add(y, branch, place.depth()), activation);
    }
}
