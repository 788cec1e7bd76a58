package io.narsil.onnx;

import java.util.List;

/** The representation of a graph's values: outputs of nodes, weights and biases of layers. */
interface Values {
    /** In 32-bit floats, as they are. */
    Values FLOATS = new Values() {};

    /**
     * Represents the output of a node, or the graph's input.
     *
     * @return the name under which later nodes read it
     */
    default String made(Graph graph, String name) {
        return name;
    }

    /** Represents a layer's weights, whose first dimension is its outputs; returns the name of the value. */
    default String weight(Graph graph, String name, float[] values, long... shape) {
        return graph.constant(name, values, shape);
    }

    /**
     * Represents a layer's bias; returns the name of the value.
     *
     * @param input name under which the layer reads its input
     * @param weight name of the layer's weights
     */
    default String bias(Graph graph, String name, float[] values, String input, String weight) {
        return graph.constant(name, values, values.length);
    }

    /** The values that are outputs of the graph beside its logits. */
    default List<String> outputs() {
        return List.of();
    }
}
