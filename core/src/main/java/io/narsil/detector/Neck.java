package io.narsil.detector;

import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings features of all strides to the same channels, and tells each what coarser ones know (FPN: Lin et al. 2017,
 * arXiv:1612.03144): a 1x1 convolution a level, sums from the coarsest down, and one separable convolution a level.
 *
 * @param channels channels of every level
 */
public record Neck(int channels) {
    /** Refuses a neck without channels. */
    public Neck {
        if (channels < 1) {
            throw new IllegalArgumentException("a neck of " + channels + " channels");
        }
    }

    /**
     * Reads the neck.
     *
     * @param features features of each level, finest first
     * @param ins channels of these
     */
    <T> List<T> accept(Interpreter<T> reader, List<T> features, List<Integer> ins, Detector detector) {
        List<T> levels = new ArrayList<>(features);
        for (int level = levels.size() - 1; level >= 0; level--) {
            Place place = place(detector, level);
            String name = place.layer("lateral");
            T x = reader.convolution(features.get(level), Convolution.pointwise(name, ins.get(level), channels, false));
            x = reader.batchNorm(x, place.batchNorm("lateral_bn", channels, false));
            x = reader.activation(x, detector.activation());
            boolean coarsest = level + 1 == levels.size();
            levels.set(level, coarsest ? x : reader.sum(x, reader.upsample(levels.get(level + 1))));
        }
        for (int level = 0; level < levels.size(); level++) {
            Separable separable = new Separable(place(detector, level), channels, detector.activation(), "");
            levels.set(level, separable.accept(reader, levels.get(level)));
        }
        return levels;
    }

    /** The name of its layer that is read first. */
    String first(Detector detector) {
        return place(detector, Detector.STRIDES.size() - 1).layer("lateral");
    }

    private static Place place(Detector detector, int level) {
        return detector.place("neck." + Detector.STRIDES.get(level));
    }
}
