package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.GROUPS;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.REDUCTION;
import static io.narsil.network.CommonSettings.STRIDE;

import java.util.List;

/**
 * The bottleneck residual block of ResNet-50 (He et al. 2016), with the stride at its middle convolution, as in all
 * common implementations. With several groups it is the block of ResNeXt (Xie et al. 2017).
 *
 * @param reduction hidden width as a fraction 1 / reduction of the block's {@code channels}, rounded by
 *     {@link Channels#round}
 * @param groups groups of the middle convolution
 */
public record Bottleneck(int kernel, double reduction, int channels, int stride, Activation activation, int groups)
        implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("bottleneck")
            .reads(KERNEL, REDUCTION, CHANNELS, STRIDE, ACTIVATION, GROUPS)
            .keeps(new BlockRule(
                    GROUPS,
                    List.of(CHANNELS, REDUCTION),
                    (v, in) -> BlockRule.divides(Channels.round(v.get(CHANNELS) / v.get(REDUCTION)), v.get(GROUPS))))
            .makes(v -> new Bottleneck(
                    v.get(KERNEL), v.get(REDUCTION), v.get(CHANNELS), v.get(STRIDE), v.get(ACTIVATION), v.get(GROUPS)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        int hidden = Channels.round(channels / reduction);
        T y = reader.convolution(x, Convolution.pointwise(place.layer("reduce"), place.in(), hidden, false));
        y = reader.batchNorm(y, place.batchNorm("reduce_bn", hidden, false));
        y = reader.activation(y, activation);
        y = reader.convolution(y, place.convolution("spatial", hidden, hidden, kernel, stride, groups));
        y = reader.batchNorm(y, place.batchNorm("spatial_bn", hidden, false));
        y = reader.activation(y, activation);
        y = reader.convolution(y, Convolution.pointwise(place.layer("restore"), hidden, channels, false));
        y = reader.batchNorm(y, place.batchNorm("restore_bn", channels, true));
        return Shortcut.add(reader, x, y, place, channels, stride, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, reduction, channels, stride, activation, groups);
    }
}
