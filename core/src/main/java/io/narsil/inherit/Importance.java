package io.narsil.inherit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much each channel of a trained network matters: by the L1 norm of the filters that make it (Li et al. 2017, Pruning
 * Filters for Efficient ConvNets) times the scale of the batch norm behind them, and by the L1 norm of the weights that read it.
 * Each layer counts as much as the next. {@code docs/spaces.md} has what was measured.
 */
final class Importance {
    private final Wiring wiring;
    private final Map<String, float[]> weights;
    private final Map<Integer, double[]> bySet = new HashMap<>();

    private Importance(Wiring wiring, Map<String, float[]> weights) {
        this.wiring = wiring;
        this.weights = weights;
    }

    /**
     * The importance of all channels of a network.
     *
     * @param weights arrays of the network by name; those of the last layer may be missing
     */
    static Importance of(Wiring wiring, Map<String, float[]> weights) {
        Importance importance = new Importance(wiring, weights);
        Map<Integer, Layer> norms = new HashMap<>();
        Set<Integer> squeezed = new HashSet<>();
        for (Layer layer : wiring.layers()) {
            if (layer.type() == Layer.Type.BATCH_NORM && layer.source() >= 0) {
                norms.put(layer.source(), layer);
            }
            if (wiring.gate(layer)) {
                squeezed.add(wiring.root(layer.in()));
            }
        }
        for (int i = 0; i < wiring.layers().size(); i++) {
            Layer layer = wiring.layers().get(i);
            if (layer.type() == Layer.Type.BATCH_NORM
                    || wiring.gate(layer)
                    || !weights.containsKey(layer.name() + ".weight")) {
                continue;
            }
            if (layer.type() != Layer.Type.LINEAR) {
                importance.makes(layer, norms.get(i));
            }
            // A gate follows the channels that it scales: neither of its two layers tells which of them matter.
            if (layer.mixes() && !squeezed.contains(wiring.root(layer.out()))) {
                importance.reads(layer);
            }
        }
        return importance;
    }

    private void makes(Layer layer, Layer batchNorm) {
        int set = wiring.root(layer.out());
        float[] filters = weights.get(layer.name() + ".weight");
        double[] norms = new double[wiring.width(set)];
        int size = filters.length / norms.length;
        for (int i = 0; i < filters.length; i++) {
            norms[i / size] += Math.abs(filters[i]);
        }
        if (batchNorm != null) {
            float[] scale = weights.get(batchNorm.name() + ".weight");
            for (int c = 0; c < norms.length; c++) {
                norms[c] *= Math.abs(scale[c]);
            }
        }
        add(set, norms);
    }

    private void reads(Layer layer) {
        int set = wiring.root(layer.in());
        float[] filters = weights.get(layer.name() + ".weight");
        double[] norms = new double[wiring.width(set)];
        int each = norms.length / layer.groups();
        int area = layer.kernel() * layer.kernel();
        int perGroup = filters.length / layer.groups();
        for (int i = 0; i < filters.length; i++) {
            norms[i / perGroup * each + i / area % each] += Math.abs(filters[i]);
        }
        add(set, norms);
    }

    private void add(int set, double[] norms) {
        double mean = Arrays.stream(norms).sum() / norms.length;
        double[] all = bySet.computeIfAbsent(set, s -> new double[norms.length]);
        for (int c = 0; c < norms.length; c++) {
            all[c] += mean > 0 ? norms[c] / mean : 0;
        }
    }

    /** The importance of each channel of a set; null where no layer has to do with it. */
    double[] of(int root) {
        return bySet.get(root);
    }
}
