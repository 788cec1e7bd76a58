package io.narsil.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Values that follow the size of the images: {@code {by_input: {24: A, 41: B}}} is A from 24 pixels on and B from 41.
 *
 * <p>Such a choice may stand wherever a value may, and is replaced by what it says for one size before anything else reads
 * the file. Below its first size it is as if it did not stand there.
 */
final class ByInput {
    /** The one key of a choice. */
    static final String KEY = "by_input";

    private static final int DEEPEST = 100;

    private final String file;
    private final Problems problems;

    ByInput(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The sizes from which on any value of a tree changes. */
    SortedSet<Integer> sizes(Node node) {
        SortedSet<Integer> sizes = new TreeSet<>();
        collect(node, sizes, 0);
        return sizes;
    }

    private void collect(Node node, Set<Integer> sizes, int depth) {
        if (depth > DEEPEST) {
            throw new UserException(file, "this is nested too deeply", "");
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (key(tuple).equals(KEY) && tuple.getValueNode() instanceof MappingNode choices) {
                    choices.getValue().forEach(c -> size(c).ifPresent(sizes::add));
                }
                collect(tuple.getValueNode(), sizes, depth + 1);
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> collect(item, sizes, depth + 1));
        }
    }

    /** The tree for images of so many pixels a side; nothing where it is not there for them. */
    Optional<Node> resolve(Node node, int pixels) {
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            sequence.getValue().forEach(item -> resolve(item, pixels).ifPresent(items::add));
            return Optional.of(new SequenceNode(
                    node.getTag(), true, items, sequence.getFlowStyle(), node.getStartMark(), node.getEndMark()));
        }
        if (!(node instanceof MappingNode mapping)) {
            return Optional.of(node);
        }
        Optional<NodeTuple> choice =
                mapping.getValue().stream().filter(t -> key(t).equals(KEY)).findFirst();
        if (choice.isPresent()) {
            if (mapping.getValue().size() > 1) {
                fault(node, "\"" + KEY + "\" stands alone, without other keys beside it", "");
            }
            return choose(choice.get().getValueNode(), pixels);
        }
        List<NodeTuple> tuples = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            // A key that stands there twice was noted when the file was read.
            if (keys.add(key(tuple))) {
                resolve(tuple.getValueNode(), pixels)
                        .ifPresent(value -> tuples.add(new NodeTuple(tuple.getKeyNode(), value)));
            }
        }
        return Optional.of(new MappingNode(
                node.getTag(), true, tuples, mapping.getFlowStyle(), node.getStartMark(), node.getEndMark()));
    }

    private Optional<Node> choose(Node node, int pixels) {
        if (!(node instanceof MappingNode choices) || choices.getValue().isEmpty()) {
            fault(node, "\"" + KEY + "\" must say values for sizes of images in pixels", KEY + ": {24: 1, 64: 2}");
            return Optional.empty();
        }
        Node chosen = null;
        int before = 0;
        for (NodeTuple tuple : choices.getValue()) {
            OptionalInt size = size(tuple);
            if (size.isEmpty()) {
                fault(
                        tuple.getKeyNode(),
                        "\"" + KEY + "\" has sizes of images in pixels as its keys, not \"" + key(tuple) + "\"",
                        KEY + ": {24: 1, 64: 2}");
            } else if (size.getAsInt() <= before) {
                fault(tuple.getKeyNode(), "the sizes under \"" + KEY + "\" must rise", "");
            } else {
                before = size.getAsInt();
                chosen = before <= pixels ? tuple.getValueNode() : chosen;
            }
        }
        return chosen == null ? Optional.empty() : resolve(chosen, pixels);
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static OptionalInt size(NodeTuple tuple) {
        String text = key(tuple);
        return text.matches("[1-9][0-9]{0,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private void fault(Node node, String what, String maybe) {
        String where =
                node.getStartMark().map(m -> file + ":" + (m.getLine() + 1)).orElse(file);
        problems.add(where, what, maybe, node);
    }
}
