package io.narsil.onnx;

import java.util.List;

/** How the values of a graph are held: what a node made, a layer's weights, and its bias. */
interface Values {
    /** In 32-bit floats, as they are. */
    Values FLOATS = new Values() {};

    /**
     * A value that a node made, or the input.
     *
     * @return the name under which later nodes read it
     */
    default String made(Graph graph, String name) {
        return name;
    }

    /** A layer's weights, outermost its outputs; returns the name of the value. */
    default String weight(Graph graph, String name, float[] values, long... shape) {
        return graph.constant(name, values, shape);
    }

    /**
     * A layer's bias; returns the name of the value.
     *
     * @param input name under which the layer reads its input
     * @param weight name of the layer's weights
     */
    default String bias(Graph graph, String name, float[] values, String input, String weight) {
        return graph.constant(name, values, values.length);
    }

    /** Values that are outputs of the graph beside its logits. */
    default List<String> outputs() {
        return List.of();
    }
}
