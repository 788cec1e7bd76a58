package io.narsil.network;

/** Convolution, batch norm, activation: stems, and the last convolution of EfficientNet. */
public record ConvBlock(int kernel, int channels, int stride, Activation activation, int groups) implements Block {
    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T y = reader.convolution(
                x,
                new Convolution(place.layer("conv"), place.in(), channels, kernel, stride, kernel / 2, groups, false));
        y = reader.batchNorm(y, new BatchNorm(place.layer("bn"), channels, false));
        return reader.activation(y, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }
}
