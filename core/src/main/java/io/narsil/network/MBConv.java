package io.narsil.network;

/**
 * The inverted residual block of MobileNetV2 and V3: expand by a 1x1 convolution, filter each channel, squeeze and
 * excite, project by a 1x1 convolution, and add the input where shapes allow it.
 *
 * @param expansion hidden width as a multiple of the <em>input</em> channels, rounded by {@link Channels#round}
 * @param se squeeze width as a fraction of the input channels; 0 for no squeeze-and-excitation
 * @param padding of the depthwise convolution; kernel / 2 keeps the size
 */
public record MBConv(
        int kernel, double expansion, int channels, int stride, double se, Activation activation, int padding)
        implements Block {

    /** The squeeze ratio of FBNetV3. */
    public static final double SE = 0.25;

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        int hidden = Channels.round(expansion * place.in());
        T y = x;
        // An expansion that would change nothing is left out, as in the published family.
        if (expansion == 1) {
            hidden = place.in();
        } else {
            y = reader.convolution(y, Convolution.pointwise(place.layer("expand"), place.in(), hidden, false));
            y = reader.batchNorm(y, new BatchNorm(place.layer("expand_bn"), hidden, false));
            y = reader.activation(y, activation);
        }
        y = reader.convolution(
                y, new Convolution(place.layer("depthwise"), hidden, hidden, kernel, stride, padding, hidden, false));
        y = reader.batchNorm(y, new BatchNorm(place.layer("depthwise_bn"), hidden, false));
        y = reader.activation(y, activation);
        if (se > 0) {
            y = squeezeAndExcite(reader, y, hidden, place);
        }
        boolean residual = stride == 1 && place.in() == channels && padding == kernel / 2;
        y = reader.convolution(y, Convolution.pointwise(place.layer("project"), hidden, channels, false));
        y = reader.batchNorm(y, new BatchNorm(place.layer("project_bn"), channels, residual));
        return residual ? reader.add(x, y, place.depth()) : y;
    }

    private <T> T squeezeAndExcite(Interpreter<T> reader, T x, int hidden, Place place) {
        int squeezed = Channels.round(se * place.in());
        T gate = reader.globalAveragePool(x);
        gate = reader.convolution(gate, Convolution.pointwise(place.layer("se_reduce"), hidden, squeezed, true));
        gate = reader.activation(gate, activation);
        gate = reader.convolution(gate, Convolution.pointwise(place.layer("se_expand"), squeezed, hidden, true));
        gate = reader.activation(gate, Activation.HARD_SIGMOID);
        return reader.scale(x, gate);
    }

    @Override
    public int out(int in) {
        return channels;
    }
}
