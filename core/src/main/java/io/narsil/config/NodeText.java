package io.narsil.config;

import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What stands at a place of a file, as a message quotes it. */
final class NodeText {
    private static final int SHOWN = 8;

    private NodeText() {}

    /** A value as it is, a list of values, or that it is a mapping. */
    static String of(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .limit(SHOWN)
                    .map(item -> item instanceof SequenceNode ? "a list" : of(item))
                    .collect(Collectors.joining(", ", "[", list.getValue().size() > SHOWN ? ", ...]" : "]"));
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        return node == null ? "" : "a mapping";
    }
}
