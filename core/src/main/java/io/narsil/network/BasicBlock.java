package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.STRIDE;

/** The plain residual block of ResNet-18 and -34 (He et al. 2016): two convolutions of one width. */
public record BasicBlock(int kernel, int channels, int stride, Activation activation) implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("basic")
            .reads(KERNEL, CHANNELS, STRIDE, ACTIVATION)
            .makes(v -> new BasicBlock(v.get(KERNEL), v.get(CHANNELS), v.get(STRIDE), v.get(ACTIVATION)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        T y = convolution(reader, x, place, "1", place.in(), stride);
        y = reader.batchNorm(y, place.batchNorm("bn1", channels, false));
        y = reader.activation(y, activation);
        y = convolution(reader, y, place, "2", channels, 1);
        y = reader.batchNorm(y, place.batchNorm("bn2", channels, true));
        return Shortcut.add(reader, x, y, place, channels, stride, activation);
    }

    private <T> T convolution(Interpreter<T> reader, T x, Place place, String number, int in, int step) {
        return reader.convolution(x, place.convolution("conv" + number, in, channels, kernel, step, 1));
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, channels, stride, activation);
    }
}
