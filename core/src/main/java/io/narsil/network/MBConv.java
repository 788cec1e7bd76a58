package io.narsil.network;

import static io.narsil.network.CommonSettings.ACTIVATION;
import static io.narsil.network.CommonSettings.CHANNELS;
import static io.narsil.network.CommonSettings.EXPANSION;
import static io.narsil.network.CommonSettings.KERNEL;
import static io.narsil.network.CommonSettings.SQUEEZE;
import static io.narsil.network.CommonSettings.STRIDE;

/**
 * The inverted residual block of MobileNetV2 and V3: expand by a 1x1 convolution, filter each channel, squeeze and
 * excite, project by a 1x1 convolution, and add the input where shapes allow it.
 *
 * @param expansion hidden width as a multiple of the <em>input</em> channels, rounded by {@link Channels#round}
 * @param padding padding of the depthwise convolution on each side, in pixels; kernel / 2 for that of the
 *     network, which keeps the size
 */
public record MBConv(
        int kernel, double expansion, int channels, int stride, Squeeze se, Activation activation, int padding)
        implements Block {
    /** The padding of published networks alone; kernel / 2 elsewhere. */
    private static final BlockSetting<Integer> PADDING = BlockSetting.whole("padding", 0, 1000)
            .orElseOf(v -> v.get(KERNEL) / 2)
            .with(BlockSetting.Trait.RESIZES, BlockSetting.Trait.FIRST_ONLY);

    /** Its kind in files. */
    public static final BlockKind KIND = BlockKind.named("mbconv")
            .reads(KERNEL, EXPANSION, CHANNELS, STRIDE, SQUEEZE, ACTIVATION, PADDING)
            .makes(v -> new MBConv(
                    v.get(KERNEL),
                    v.get(EXPANSION),
                    v.get(CHANNELS),
                    v.get(STRIDE),
                    v.get(SQUEEZE),
                    v.get(ACTIVATION),
                    v.get(PADDING)));

    /** The squeeze ratio of FBNetV3. */
    public static final double SE = 0.25;

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        // An expansion that would change nothing is left out, as in the published family.
        int hidden = expansion == 1 ? place.in() : Channels.round(expansion * place.in());
        T y = x;
        if (expansion != 1) {
            y = reader.convolution(y, Convolution.pointwise(place.layer("expand"), place.in(), hidden, false));
            y = reader.batchNorm(y, place.batchNorm("expand_bn", hidden, false));
            y = reader.activation(y, activation);
        }
        y = reader.convolution(y, depthwise(place, hidden));
        y = reader.batchNorm(y, place.batchNorm("depthwise_bn", hidden, false));
        y = reader.activation(y, activation);
        y = se.accept(reader, y, place, hidden, activation);
        boolean residual = stride == 1 && place.in() == channels && padding == kernel / 2;
        y = reader.convolution(y, Convolution.pointwise(place.layer("project"), hidden, channels, false));
        y = reader.batchNorm(y, place.batchNorm("project_bn", channels, residual));
        return residual ? reader.add(x, y, place.depth()) : y;
    }

    private Convolution depthwise(Place place, int hidden) {
        return padding == kernel / 2
                ? place.convolution("depthwise", hidden, hidden, kernel, stride, hidden)
                : new Convolution(
                        place.layer("depthwise"), hidden, hidden, kernel, stride, Padding.each(padding), hidden, false);
    }

    @Override
    public int out(int in) {
        return channels;
    }

    @Override
    public BlockValues values() {
        return KIND.values(kernel, expansion, channels, stride, se, activation, padding);
    }
}
