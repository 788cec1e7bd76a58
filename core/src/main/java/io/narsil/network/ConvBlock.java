package io.narsil.network;

/** Convolution, batch norm, activation: the stem. */
public record ConvBlock(int kernel, int channels, int stride, Activation activation) implements Block {
    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T y = reader.convolution(
                x, new Convolution(place.layer("conv"), place.in(), channels, kernel, stride, kernel / 2, 1, false));
        y = reader.batchNorm(y, new BatchNorm(place.layer("bn"), channels, false));
        return reader.activation(y, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }
}
