package io.narsil.detector;

import io.narsil.network.Convolution;
import io.narsil.network.FirstValues;
import io.narsil.network.Interpreter;
import io.narsil.network.Place;
import java.util.Map;

/**
 * Says at each place which classes are there and where the sides of their box are, in the manner of FCOS (Tian et al. 2019). All levels
 * share its convolutions, but have batch norms of their own: what is normal at one stride is not at another.
 *
 * @param depth number of separable convolutions before the answers
 */
public record DenseHead(int depth) {
    private static final String CLASSES = "detect.classes";
    private static final String SIDES = "detect.sides";

    /** A class is expected at one place in a hundred, as in RetinaNet; otherwise the first steps would learn nothing but that. */
    private static final double RARE = -4.6;

    /** Three strides to each side, so that the first boxes are as large as a level's objects are. */
    private static final double NEAR = 1.1;

    static final Map<String, FirstValues> FIRST_VALUES = Map.of(
            CLASSES + ".weight", new FirstValues(0, 0.01),
            CLASSES + ".bias", new FirstValues(RARE, 0),
            SIDES + ".weight", new FirstValues(0, 0.01),
            SIDES + ".bias", new FirstValues(NEAR, 0));

    /** Refuses a negative number of convolutions. */
    public DenseHead {
        if (depth < 0) {
            throw new IllegalArgumentException("a head of " + depth + " convolutions");
        }
    }

    <T> Detector.Answers<T> accept(Interpreter<T> reader, T features, int stride, Detector detector) {
        int channels = detector.neck().channels();
        T x = features;
        for (int i = 1; i <= depth; i++) {
            Place place = detector.place("detect." + i);
            x = new Separable(place, channels, detector.activation(), Integer.toString(stride)).accept(reader, x);
        }
        return new Detector.Answers<>(
                reader.convolution(x, Convolution.pointwise(CLASSES, channels, detector.classes(), true)),
                reader.convolution(x, Convolution.pointwise(SIDES, channels, 4, true)));
    }
}
