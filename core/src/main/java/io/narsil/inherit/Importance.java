package io.narsil.inherit;

import io.narsil.network.BatchNorm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each channel of a trained network matters: the L1 norm of the filters that make it (Li et al. 2017, Pruning Filters
 * for Efficient ConvNets), with the scale of the batch norm behind them folded in, as in a deployed network; without that a
 * norm says nothing, since batch norm undoes it. Each layer that makes or filters the channels counts as much as the next.
 */
final class Importance {
    private final Map<Integer, double[]> bySet = new HashMap<>();

    private Importance() {}

    /**
     * The importance of all channels of a network.
     *
     * @param weights arrays of the network by name
     */
    static Importance of(Wiring wiring, Map<String, float[]> weights) {
        Importance importance = new Importance();
        Map<Integer, Layer> norms = new HashMap<>();
        for (Layer layer : wiring.layers()) {
            if (layer.type() == Layer.Type.BATCH_NORM && layer.source() >= 0) {
                norms.put(layer.source(), layer);
            }
        }
        for (int i = 0; i < wiring.layers().size(); i++) {
            Layer layer = wiring.layers().get(i);
            boolean makes = layer.type() == Layer.Type.CONVOLUTION || layer.type() == Layer.Type.DEPTHWISE;
            if (makes && !wiring.gate(layer)) {
                int set = wiring.root(layer.out());
                double[] norm = norms(weights.get(layer.name() + ".weight"), wiring.width(set));
                fold(norm, norms.get(i), weights);
                importance.add(set, norm);
            }
        }
        return importance;
    }

    private static double[] norms(float[] filters, int count) {
        double[] norms = new double[count];
        int size = filters.length / count;
        for (int i = 0; i < filters.length; i++) {
            norms[i / size] += Math.abs(filters[i]);
        }
        return norms;
    }

    private static void fold(double[] norm, Layer batchNorm, Map<String, float[]> weights) {
        if (batchNorm == null) {
            return;
        }
        float[] scale = weights.get(batchNorm.name() + ".weight");
        float[] variance = weights.get(batchNorm.name() + ".running_var");
        for (int c = 0; c < norm.length; c++) {
            norm[c] *= Math.abs(scale[c]) / Math.sqrt(Math.max(0, variance[c]) + BatchNorm.EPSILON);
        }
    }

    private void add(int set, double[] norm) {
        double mean = Arrays.stream(norm).sum() / norm.length;
        double[] all = bySet.computeIfAbsent(set, s -> new double[norm.length]);
        for (int c = 0; c < norm.length; c++) {
            all[c] += mean > 0 ? norm[c] / mean : 0;
        }
    }

    /** The importance of each channel of a set; null where no layer makes it, as with those of images. */
    double[] of(int root) {
        return bySet.get(root);
    }
}
