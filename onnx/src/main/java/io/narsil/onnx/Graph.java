package io.narsil.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The nodes and constants of an ONNX graph, in the order of the computation. */
final class Graph {
    static final int UNSIGNED_8 = 2;
    static final int SIGNED_8 = 3;
    static final int SIGNED_32 = 6;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Message> constants = new ArrayList<>();

    /** An operation; its output's name is its own, too. */
    private record Node(String operation, List<String> inputs, String output, List<Message> attributes) {
        /** With another name for one value. */
        Message message(String value, String name) {
            String made = output.equals(value) ? name : output;
            return new Message()
                    .each(inputs, (m, input) -> m.text(1, input.equals(value) ? name : input))
                    .text(2, made)
                    .text(3, made)
                    .text(4, operation)
                    .each(attributes, (m, attribute) -> m.message(5, attribute));
        }
    }

    /**
     * Adds an operation.
     *
     * @return the name of its only output
     */
    String node(String operation, List<String> inputs, Message... attributes) {
        String output = operation + "_" + nodes.size();
        nodes.add(new Node(operation, List.copyOf(inputs), output, List.of(attributes)));
        return output;
    }

    /** Adds an array of 32-bit floats and returns its name. */
    String constant(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, FLOAT, bytes, shape);
    }

    /**
     * Adds an array of integers and returns its name.
     *
     * @param type type of the integers, a constant of this class
     */
    String constant(String name, int type, int[] values, long... shape) {
        int size = type == SIGNED_32 ? Integer.BYTES : 1;
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            if (size == 1) {
                bytes.put((byte) value);
            } else {
                bytes.putInt(value);
            }
        }
        return constant(name, type, bytes.rewind(), shape);
    }

    private String constant(String name, int type, ByteBuffer bytes, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.integer(1, size);
        }
        constants.add(tensor.integer(2, type).text(8, name).raw(9, ByteString.copyFrom(bytes)));
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

    /**
     * The whole graph as a GraphProto, with one input and one output of a free first dimension.
     *
     * @param value name of the value that is the output
     * @param output name that it has in the file
     * @param seen values that are outputs, too
     */
    Message message(
            String name,
            String input,
            List<Long> inputShape,
            String value,
            String output,
            List<Long> outputShape,
            List<String> seen) {
        return new Message()
                .each(nodes, (m, node) -> m.message(1, node.message(value, output)))
                .text(2, name)
                .each(constants, (m, constant) -> m.message(5, constant))
                .message(11, value(input, inputShape))
                .message(12, value(output, outputShape))
                .each(
                        seen,
                        (m, other) -> m.message(
                                12,
                                new Message()
                                        .text(1, other)
                                        .message(2, new Message().message(1, new Message().integer(1, FLOAT)))));
    }

    private static Message value(String name, List<Long> shape) {
        Message dimensions = new Message().message(1, new Message().text(2, "batch"));
        shape.forEach(size -> dimensions.message(1, new Message().integer(1, size)));
        Message tensor = new Message().integer(1, FLOAT).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
