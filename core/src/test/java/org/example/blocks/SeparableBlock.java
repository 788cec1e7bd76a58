package org.example.blocks;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.STRIDE;

import io.narsil.network.Activation;
import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockValues;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Place;

/**
 * The depthwise separable convolution of MobileNetV1 (Howard et al. 2017): a block that Narsil does not have.
 *
 * @param multiplier of channels in the depthwise convolution: a setting that no other block has
 */
public record SeparableBlock(int kernel, int multiplier, int channels, int stride, Activation activation)
        implements Block {
    private static final BlockSetting<Integer> MULTIPLIER =
            BlockSetting.whole("multiplier", 1, 8).orElse(1);

    public static final BlockKind KIND = BlockKind.named("separable")
            .reads(KERNEL, MULTIPLIER, CHANNELS, STRIDE, ACTIVATION)
            .makes(v -> new SeparableBlock(
                    v.get(KERNEL), v.get(MULTIPLIER), v.get(CHANNELS), v.get(STRIDE), v.get(ACTIVATION)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        int in = place.in();
        int hidden = in * multiplier;
        T y = reader.convolution(x, place.convolution("depthwise", in, hidden, kernel, stride, in));
        y = reader.batchNorm(y, place.batchNorm("depthwise_bn", hidden, false));
        y = reader.activation(y, activation);
        y = reader.convolution(y, Convolution.pointwise(place.layer("pointwise"), hidden, channels, false));
        y = reader.batchNorm(y, place.batchNorm("pointwise_bn", channels, false));
        return reader.activation(y, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, multiplier, channels, stride, activation);
    }
}
