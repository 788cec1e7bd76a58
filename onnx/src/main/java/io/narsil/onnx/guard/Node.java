package io.narsil.onnx.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An operation of the graph. */
final class Node {
    private final Fields fields;
    private final Map<String, Fields> attributes = new HashMap<>();

    Node(Fields fields) {
        this.fields = fields;
        fields.messages(5).forEach(a -> attributes.put(a.text(1), a));
    }

    String operation() {
        return fields.text(4);
    }

    String domain() {
        return fields.text(7);
    }

    List<String> inputs() {
        return fields.texts(1);
    }

    List<String> outputs() {
        return fields.texts(2);
    }

    List<Fields> tensors() {
        return fields.messages(5).stream()
                .flatMap(a -> Stream.concat(a.messages(5).stream(), a.messages(10).stream()))
                .toList();
    }

    /** Whether an attribute is given more than once, so that readers may differ in which they take. */
    boolean repeats() {
        return attributes.size() < fields.messages(5).size();
    }

    private Fields attribute(String name) {
        return attributes.getOrDefault(name, new Fields());
    }

    long number(String attribute, long otherwise) {
        return attribute(attribute).number(3, otherwise);
    }

    String text(String attribute) {
        return attribute(attribute).text(4);
    }

    List<Long> numbers(String attribute) {
        return attribute(attribute).numbers(8);
    }

    /** The size of the constant that this node is. */
    Size constant() {
        if (fields.messages(5).size() != 1) {
            throw new Unfollowed("it has " + fields.messages(5).size() + " values, not one");
        }
        Fields value = attributes.values().stream().findFirst().orElse(new Fields());
        if (value.has(5)) {
            return Size.of(value.message(5).numbers(1));
        }
        return value.has(2) || value.has(3)
                ? Size.of(List.of())
                : Size.of(List.of(value.count(7) + value.numbers(8).size()));
    }

    /** The type of the constant that this node is. */
    long constantType() {
        Fields value = attributes.values().stream().findFirst().orElse(new Fields());
        if (value.has(5)) {
            return value.message(5).number(2, 0);
        }
        return value.has(3) || value.has(8) ? 7 : 1;
    }
}
