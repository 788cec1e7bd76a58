package io.narsil.onnx;

import java.util.List;
import java.util.stream.Stream;

/**
 * A value that a graph gives out.
 *
 * @param value name of the value in the graph
 * @param name name that it has in the file
 * @param type type of its elements, a constant of {@link Graph}
 * @param free name of its first dimension, whose size is free; empty where the file says no shape
 * @param shape sizes of its other dimensions
 */
record GraphOutput(String value, String name, int type, String free, List<Long> shape) {
    /** Floats of each image of a batch. */
    static GraphOutput floats(String value, String name, List<Long> shape) {
        return new GraphOutput(value, name, Graph.FLOAT, "batch", shape);
    }

    /** A value of whatever shape, under its own name. */
    static GraphOutput seen(String value) {
        return new GraphOutput(value, value, Graph.FLOAT, "", List.of());
    }

    /** A network's only answer, and values that are looked at beside it. */
    static List<GraphOutput> with(GraphOutput answer, List<String> seen) {
        return Stream.concat(Stream.of(answer), seen.stream().map(GraphOutput::seen))
                .toList();
    }

    /** What the file says of it, a ValueInfoProto. */
    Message declared() {
        Message tensor = new Message().integer(1, type);
        if (!free.isEmpty()) {
            Message dimensions = new Message().message(1, new Message().text(2, free));
            shape.forEach(size -> dimensions.message(1, new Message().integer(1, size)));
            tensor.message(2, dimensions);
        }
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
