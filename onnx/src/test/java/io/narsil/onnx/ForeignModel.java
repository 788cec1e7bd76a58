package io.narsil.onnx;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small ONNX file as somebody else could have made it: everything may be changed, for worse. As it is it gives two logits,
 * the means of the first and of the second channel.
 */
final class ForeignModel {
    static final int FLOAT = 1;
    static final int INT = 6;
    private static final int[] WEIGHTS = {1, 0, 0, 0, 1, 0};

    final List<Message> nodes = new ArrayList<>();
    final List<Message> constants = new ArrayList<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    final List<Message> inputs = new ArrayList<>(List.of(port("x", FLOAT, -1, 3, 8, 8)));
    final List<Message> outputs = new ArrayList<>(List.of(port("y", FLOAT, -1, 2)));
    /** More fields of the graph, and of the model. */
    Message graph = new Message();

    Message model = new Message().message(8, new Message().text(1, "").integer(2, 17));

    ForeignModel() {
        constants.add(floats("w", WEIGHTS, 2, 3, 1, 1));
        nodes.add(node("Conv", List.of("x", "w"), "conv"));
        nodes.add(node("GlobalAveragePool", List.of("conv"), "pool"));
        nodes.add(node("Flatten", List.of("pool"), "flat"));
        nodes.add(node("Identity", List.of("flat"), "y"));
        metadata.put("narsil", "network/1");
        metadata.put("classes", "cat\ndog");
        metadata.put("mean", "0.5 0.5 0.5");
        metadata.put("deviation", "0.25 0.25 0.25");
        metadata.put("takes", "(value / 255 - mean) / deviation");
    }

    /** Puts nodes between the image and the convolution, the last of which makes "in". */
    ForeignModel before(Message... first) {
        nodes.set(0, node("Conv", List.of("in", "w"), "conv"));
        nodes.addAll(0, List.of(first));
        return this;
    }

    static Message node(String operation, List<String> inputs, String output, Message... attributes) {
        return new Message()
                .each(inputs, (m, input) -> m.text(1, input))
                .text(2, output)
                .text(4, operation)
                .each(List.of(attributes), (m, attribute) -> m.message(5, attribute));
    }

    static Message floats(String name, int[] values, long... shape) {
        Message tensor = tensor(name, FLOAT, shape);
        for (int value : values) {
            tensor.real(4, value);
        }
        return tensor;
    }

    static Message integers(String name, int... values) {
        Message tensor = tensor(name, INT, values.length);
        for (int value : values) {
            tensor.integer(5, value);
        }
        return tensor;
    }

    static Message tensor(String name, int type, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, type).text(8, name);
    }

    /** An input or output; -1 is a free dimension. */
    static Message port(String name, int type, long... shape) {
        Message dimensions = new Message();
        for (long size : shape) {
            dimensions.message(1, size < 0 ? new Message().text(2, "free") : new Message().integer(1, size));
        }
        Message tensor = new Message().integer(1, type).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    byte[] bytes() {
        Message whole = new Message()
                .each(nodes, (m, node) -> m.message(1, node))
                .text(2, "foreign")
                .each(constants, (m, constant) -> m.message(5, constant))
                .each(inputs, (m, input) -> m.message(11, input))
                .each(outputs, (m, output) -> m.message(12, output));
        Message graphs = new Message().raw(7, whole.bytes().concat(graph.bytes()));
        Message first = new Message().integer(1, 8);
        metadata.forEach(
                (key, value) -> first.message(14, new Message().text(1, key).text(2, value)));
        return ByteString.copyFrom(List.of(first.bytes(), graphs.bytes(), model.bytes()))
                .toByteArray();
    }
}
