package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.EXPANSION;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.SQUEEZE;
import static io.narsil.network.CommonSettings.STRIDE;

/**
 * The fused inverted residual block of EfficientNetV2 (Tan and Le 2021): one k x k convolution instead of a pointwise
 * and a depthwise one. With an expansion of 1 it is that convolution with an activation and nothing else.
 *
 * @param expansion hidden width as a multiple of the <em>input</em> channels, rounded by {@link Channels#round}
 */
public record FusedMBConv(int kernel, double expansion, int channels, int stride, Squeeze se, Activation activation)
        implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("fused")
            .reads(KERNEL, EXPANSION, CHANNELS, STRIDE, SQUEEZE, ACTIVATION)
            .makes(v -> new FusedMBConv(
                    v.get(KERNEL),
                    v.get(EXPANSION),
                    v.get(CHANNELS),
                    v.get(STRIDE),
                    v.get(SQUEEZE),
                    v.get(ACTIVATION)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        boolean residual = stride == 1 && place.in() == channels;
        boolean single = expansion == 1;
        int hidden = single ? place.in() : Channels.round(expansion * place.in());
        T y = x;
        if (!single) {
            y = reader.convolution(y, place.convolution("expand", place.in(), hidden, kernel, stride, 1));
            y = reader.batchNorm(y, place.batchNorm("expand_bn", hidden, false));
            y = reader.activation(y, activation);
        }
        y = se.accept(reader, y, place, hidden, activation);
        y = reader.convolution(
                y,
                single
                        ? place.convolution("project", hidden, channels, kernel, stride, 1)
                        : Convolution.pointwise(place.layer("project"), hidden, channels, false));
        y = reader.batchNorm(y, place.batchNorm("project_bn", channels, residual && !single));
        if (single) {
            y = reader.activation(y, activation);
        }
        return residual ? reader.add(x, y, place.depth()) : y;
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, expansion, channels, stride, se, activation);
    }
}
