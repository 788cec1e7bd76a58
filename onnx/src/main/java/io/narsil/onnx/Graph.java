package io.narsil.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes and constants of an ONNX graph, in the order of the computation. */
final class Graph {
    static final int UNSIGNED_8 = 2;
    static final int SIGNED_8 = 3;
    static final int SIGNED_32 = 6;
    static final int SIGNED_64 = 7;
    static final int FLOAT = 1;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, ByteString> constants = new LinkedHashMap<>();

    /** An operation; its output's name is its own, too. */
    private record Node(String operation, List<String> inputs, String output, List<Message> attributes) {
        /** With other names for some values. */
        Message message(Map<String, String> names) {
            String made = names.getOrDefault(output, output);
            return new Message()
                    .each(inputs, (m, input) -> m.text(1, names.getOrDefault(input, input)))
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

    /**
     * Adds an array of 32-bit floats and returns its name. An array that is there already is taken again, and another one of the same
     * name gets a number: a layer that is read at several places is there once, or folded with what follows it at each.
     */
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

    /** Adds a row of 64-bit integers, which shapes and counts are given by, and returns its name. */
    String row(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, SIGNED_64, bytes, values.length);
    }

    private String constant(String name, int type, ByteBuffer bytes, long... shape) {
        ByteString values = ByteString.copyFrom(bytes);
        String free = name;
        for (int number = 2; ; number++) {
            ByteString tensor = tensor(free, type, values, shape);
            ByteString other = constants.putIfAbsent(free, tensor);
            if (other == null || other.equals(tensor)) {
                return free;
            }
            free = name + "_" + number;
        }
    }

    private static ByteString tensor(String name, int type, ByteString values, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, type).text(8, name).raw(9, values).bytes();
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).integer(3, value).integer(20, ATTRIBUTE_INT);
    }

    static Message attribute(String name, float value) {
        return new Message().text(1, name).real(2, value).integer(20, ATTRIBUTE_FLOAT);
    }

    static Message attribute(String name, String value) {
        return new Message().text(1, name).text(4, value).integer(20, ATTRIBUTE_STRING);
    }

    static Message attribute(String name, List<Long> values) {
        return new Message()
                .text(1, name)
                .each(values, (m, value) -> m.integer(8, value))
                .integer(20, ATTRIBUTE_INTS);
    }

    /** The whole graph as a GraphProto, with one input of a free first dimension. */
    Message message(String name, String input, List<Long> inputShape, List<GraphOutput> outputs) {
        Map<String, String> names = new HashMap<>();
        outputs.forEach(output -> names.put(output.value(), output.name()));
        return new Message()
                .each(nodes, (m, node) -> m.message(1, node.message(names)))
                .text(2, name)
                .each(constants.values(), (m, constant) -> m.raw(5, constant))
                .message(11, GraphOutput.floats(input, input, inputShape).declared())
                .each(outputs, (m, output) -> m.message(12, output.declared()));
    }
}
