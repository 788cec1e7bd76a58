package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.GROUPS;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.STRIDE;

import java.util.List;

/** Convolution, batch norm, activation: stems, and the last convolution of EfficientNet. */
public record ConvBlock(int kernel, int channels, int stride, Activation activation, int groups) implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("conv")
            .reads(KERNEL, CHANNELS, STRIDE, ACTIVATION, GROUPS)
            .keeps(new BlockRule(
                    GROUPS, List.of(CHANNELS), (v, in) -> BlockRule.divides(v.get(CHANNELS), v.get(GROUPS))))
            .keeps(new BlockRule(GROUPS, List.of(), (v, in) -> BlockRule.dividesInput(in, v.get(GROUPS))))
            .makes(v -> new ConvBlock(v.get(KERNEL), v.get(CHANNELS), v.get(STRIDE), v.get(ACTIVATION), v.get(GROUPS)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T y = reader.convolution(x, place.convolution("conv", place.in(), channels, kernel, stride, groups));
        y = reader.batchNorm(y, place.batchNorm("bn", channels, false));
        return reader.activation(y, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, channels, stride, activation, groups);
    }
}
