package io.narsil.detector;

import io.narsil.network.Activation;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Place;

/**
 * A depthwise-separable 3x3 convolution that keeps its channels (MobileNet: Howard et al. 2017), each half with batch norm and
 * activation.
 *
 * @param suffix end of the names of its batch norms, which are all that is not shared where the place is read again
 */
record Separable(Place place, int channels, Activation activation, String suffix) {
    <T> T accept(Interpreter<T> reader, T x) {
        T y = reader.convolution(x, place.convolution("depthwise", channels, channels, 3, 1, channels));
        y = reader.batchNorm(y, place.batchNorm("depthwise_bn" + suffix, channels, false));
        y = reader.activation(y, activation);
        y = reader.convolution(y, Convolution.pointwise(place.layer("pointwise"), channels, channels, false));
        y = reader.batchNorm(y, place.batchNorm("pointwise_bn" + suffix, channels, false));
        return reader.activation(y, activation);
    }
}
