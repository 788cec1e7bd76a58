package io.narsil.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The nodes and constants of an ONNX graph, in the order of the computation. */
final class Graph {
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();

    /**
     * Adds an operation.
     *
     * @return the name of its only output
     */
    String node(String operation, List<String> inputs, Message... attributes) {
        String output = operation + "_" + nodes.size();
        nodes.add(new Message()
                .each(inputs, (m, input) -> m.text(1, input))
                .text(2, output)
                .text(3, output)
                .text(4, operation)
                .each(List.of(attributes), (m, attribute) -> m.message(5, attribute)));
        return output;
    }

    /** Adds an array of 32-bit floats and gives its name back. */
    String constant(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Message tensor = new Message();
        for (long size : shape) {
            tensor.integer(1, size);
        }
        constants.add(tensor.integer(2, FLOAT).text(8, name).raw(9, ByteString.copyFrom(bytes)));
        return name;
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).integer(3, value).integer(20, ATTRIBUTE_INT);
    }

    static Message attribute(String name, float value) {
        return new Message().text(1, name).real(2, value).integer(20, ATTRIBUTE_FLOAT);
    }

    static Message attribute(String name, List<Long> values) {
        return new Message()
                .text(1, name)
                .each(values, (m, value) -> m.integer(8, value))
                .integer(20, ATTRIBUTE_INTS);
    }

    /** The whole graph as a GraphProto, with one input and one output of a free first dimension. */
    Message message(String name, String input, List<Long> inputShape, String output, List<Long> outputShape) {
        return new Message()
                .each(nodes, (m, node) -> m.message(1, node))
                .text(2, name)
                .each(constants, (m, constant) -> m.message(5, constant))
                .message(11, value(input, inputShape))
                .message(12, value(output, outputShape));
    }

    private static Message value(String name, List<Long> shape) {
        Message dimensions = new Message().message(1, new Message().text(2, "batch"));
        shape.forEach(size -> dimensions.message(1, new Message().integer(1, size)));
        Message tensor = new Message().integer(1, FLOAT).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
