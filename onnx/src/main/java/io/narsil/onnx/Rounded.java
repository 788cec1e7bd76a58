package io.narsil.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A representation in which some layers read and write rounded values. Each value is rounded once, whoever reads it. */
abstract class Rounded implements Values {
    private final Set<String> layers;
    private final Map<String, String> rounded = new HashMap<>();

    /** @param layers names of the layers */
    Rounded(Set<String> layers) {
        this.layers = layers;
    }

    /** Rounds a value; returns the name of what comes of it. Called in the same order for the same graph. */
    abstract String round(Graph graph, String value);

    /** Whether a layer's values are rounded. */
    final boolean rounds(String layer) {
        return layers.contains(layer);
    }

    @Override
    public final String input(Graph graph, String layer, String value) {
        return rounds(layer) ? once(graph, value) : value;
    }

    @Override
    public final String output(Graph graph, String layer, String value) {
        return rounds(layer) ? once(graph, value) : value;
    }

    private String once(Graph graph, String value) {
        String known = rounded.get(value);
        if (known == null) {
            known = round(graph, value);
            rounded.put(value, known);
            rounded.put(known, known);
        }
        return known;
    }
}
