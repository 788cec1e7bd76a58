package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.BIAS;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.EXPANSION;

/**
 * The head of FBNetV3: expand, average over the image, then widen the pooled features by a 1x1 convolution
 * without batch norm. MobileNetV3's is the same.
 *
 * @param expansion hidden width as a multiple of the input channels, rounded by {@link Channels#round}
 * @param bias presence of a bias in the last convolution: the published FBNetV3 has one, timm's does not
 */
public record MBPool(double expansion, int channels, Activation activation, boolean bias) implements Block {
    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("mbpool")
            .stands(BlockKind.Use.HEAD)
            .reads(EXPANSION, CHANNELS, ACTIVATION, BIAS)
            .makes(v -> new MBPool(v.get(EXPANSION), v.get(CHANNELS), v.get(ACTIVATION), v.get(BIAS)));

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        int hidden = Channels.round(expansion * place.in());
        T y = reader.convolution(x, Convolution.pointwise(place.layer("expand"), place.in(), hidden, false));
        y = reader.batchNorm(y, place.batchNorm("expand_bn", hidden, false));
        y = reader.activation(y, activation);
        y = reader.globalAveragePool(y);
        y = reader.convolution(y, Convolution.pointwise(place.layer("project"), hidden, channels, bias));
        return reader.activation(y, activation);
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(expansion, channels, activation, bias);
    }
}
