package io.narsil.onnx;

import java.util.List;

/** The representation of a graph's values: inputs and outputs of layers, weights and biases. */
interface Values {
    /** In 32-bit floats, as they are. */
    Values FLOATS = new Values() {};

    /** The name under which a layer reads a value. */
    default String input(Graph graph, String layer, String value) {
        return value;
    }

    /** The name under which others read what a layer makes; a function that only clips it belongs to the layer. */
    default String output(Graph graph, String layer, String value) {
        return value;
    }

    /** Represents a layer's weights, whose first dimension is its outputs; returns the name of the value. */
    default String weight(Graph graph, String layer, float[] values, long... shape) {
        return graph.constant(layer + ".weight", values, shape);
    }

    /**
     * Represents a layer's bias; returns the name of the value.
     *
     * @param input name under which the layer reads its input
     * @param weight name of the layer's weights
     */
    default String bias(Graph graph, String layer, float[] values, String input, String weight) {
        return graph.constant(layer + ".bias", values, values.length);
    }

    /** The values that are outputs of the graph beside its logits. */
    default List<String> outputs() {
        return List.of();
    }
}
