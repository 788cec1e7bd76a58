package io.narsil.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a file: a value, a list, a mapping, or nothing.
 *
 * <p>Reading never throws because of a user's fault. The fault is noted with its line, a harmless value is returned,
 * and reading goes on, so that all faults of a file are reported together. The known keys of a mapping are those that
 * were asked for; {@link #closed} reports all others.
 */
public final class ConfigNode {
    /** The line of plain data, which never was a file. */
    private static final int NO_LINE = -1;

    private final Node node;
    private final String name;
    private final String file;
    private final int line;
    /** It has one line to itself. */
    private final boolean alone;

    private final Problems problems;
    private final Map<String, ConfigNode> children = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private ConfigNode(Node node, String name, String file, int line, boolean alone, Problems problems) {
        this.node = node;
        this.name = name;
        this.file = file;
        this.line = line;
        this.alone = alone;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode s ? s.getValue() : "?";
                int at = lineOf(tuple.getKeyNode(), line);
                boolean own = mapping.getFlowStyle() == FlowStyle.BLOCK && lastLine(tuple.getValueNode(), at) == at;
                ConfigNode child = new ConfigNode(tuple.getValueNode(), join(key), file, at, own, problems);
                if (children.put(key, child) != null) {
                    child.fault("\"" + join(key) + "\" stands here a second time", "remove one of the two");
                }
            }
        }
    }

    static ConfigNode root(Node node, String file, Problems problems) {
        return new ConfigNode(node, "", file, lineOf(node, NO_LINE), false, problems);
    }

    /**
     * This tree for images of so many pixels a side: every {@code {by_input: {24: A, 41: B}}} is replaced by what it says
     * for them, which is nothing below its first size.
     */
    public ConfigNode forInput(int pixels) {
        return new ByInput(file, problems)
                .resolve(node, pixels)
                .map(chosen -> new ConfigNode(chosen, name, file, line, alone, problems))
                .orElseGet(() -> new ConfigNode(null, name, file, line, alone, problems));
    }

    /** The sizes of images from which on anything in this tree is another one, in pixels a side, ascending. */
    public List<Integer> inputSizes() {
        return List.copyOf(new ByInput(file, problems).sizes(node));
    }

    /** The value under {@code key}, which may be absent; the key is known from now on. */
    public ConfigNode at(String key) {
        asked.add(key);
        ConfigNode child = children.get(key);
        return child != null ? child : new ConfigNode(null, join(key), file, line, false, problems);
    }

    /** Whether this is a mapping with {@code key}. The key does not become known by this question. */
    public boolean has(String key) {
        return children.containsKey(key);
    }

    /** Like {@link #at}, but absence is a fault, and of anything but a mapping it is one that it is none. */
    public ConfigNode need(String key) {
        ConfigNode child = at(key);
        if (present() && !isMapping()) {
            noMapping();
        } else if (!child.present()) {
            fault("\"" + join(key) + "\" is missing", "");
        }
        return child;
    }

    /** Whether the file has anything at this place. */
    public boolean present() {
        return node != null && !(node instanceof ScalarNode && node.getTag().equals(Tag.NULL));
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /**
     * The entries of a mapping in their order; all their keys are known from now on. Anything but a mapping is a fault.
     */
    public Map<String, ConfigNode> entries() {
        if (present() && !isMapping()) {
            noMapping();
        }
        asked.addAll(children.keySet());
        return children;
    }

    /** The items of a list; this node alone if it is not a list; none if it is absent. */
    public List<ConfigNode> items() {
        List<ConfigNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new ConfigNode(item, name, file, lineOf(item, line), false, problems));
            }
        } else if (present()) {
            items.add(this);
        }
        return items;
    }

    /** The text of a scalar; a fault if this is a list or a mapping. */
    public Optional<String> text() {
        if (!present()) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        fault(quoted() + " must be a single value, not " + NodeText.of(node), "");
        return Optional.empty();
    }

    /** The text of a scalar; {@code fallback} if it is absent or a fault. */
    public String text(String fallback) {
        return text().orElse(fallback);
    }

    /** The constant of an enum, written as in {@link Words}; any other word is a fault and gives {@code fallback}. */
    public <E extends Enum<E>> E constant(Class<E> type, E fallback) {
        String word = text(Words.of(fallback));
        return Words.find(type, word).orElseGet(() -> {
            List<String> known = Words.all(type);
            fault(
                    quoted() + " must be one of " + String.join(", ", known) + ", not \"" + word + "\"",
                    Nearest.hint(word, known));
            return fallback;
        });
    }

    /** A whole number, perhaps with a unit ({@code 450M}), from {@code least} to {@code most}. */
    public OptionalLong quantity(long least, long most) {
        return NodeNumbers.whole(this, least, most);
    }

    /**
     * A whole number in a notation of its own.
     *
     * @param form description of what {@code parse} takes
     * @param hint likely fix of a text that it does not take, or takes for too little or too much; empty where none is likely
     */
    public OptionalLong quantity(
            Function<String, OptionalLong> parse, String form, UnaryOperator<String> hint, long least, long most) {
        return NodeNumbers.quantity(this, parse, form, hint, least, most);
    }

    /** Like {@link #quantity(long, long)}; {@code fallback} if it is absent or a fault. */
    public long quantity(long fallback, long least, long most) {
        return quantity(least, most).orElse(fallback);
    }

    /** Like {@link #quantity(long, long, long)}, for numbers that fit in 32 bits. */
    public int integer(int fallback, int least, int most) {
        return (int) quantity(fallback, least, most);
    }

    /** A number from {@code least} to {@code most}; {@code fallback} if it is absent or a fault. */
    public double number(double fallback, double least, double most) {
        return NodeNumbers.number(this, fallback, new NumberRange(least, most, false));
    }

    /** A decimal number, exactly as it is written. */
    public Optional<BigDecimal> decimal() {
        return NodeNumbers.decimal(this, NumberRange.ANY);
    }

    /** True or false, also written yes or no, on or off; {@code fallback} if it is absent or a fault. */
    public boolean bool(boolean fallback) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return fallback;
        }
        return Switches.parse(text.get()).orElseGet(() -> {
            fault(quoted() + " must be true or false, not \"" + text.get() + "\"", Switches.hint(text.get()));
            return fallback;
        });
    }

    /** Notes a fault for every key of this mapping that was never asked for, with the nearest known key as its hint. */
    public void closed() {
        if (present() && !isMapping()) {
            noMapping();
            return;
        }
        children.forEach((key, child) -> {
            if (!asked.contains(key)) {
                child.fault("unknown key " + child.quoted(), Nearest.hint(key, asked));
            }
        });
    }

    private void noMapping() {
        fault(quoted() + " must be a mapping (\"key: value\" lines), not " + NodeText.of(node), "");
    }

    /** Notes a fault at this place. */
    public void fault(String what, String maybe) {
        problems.add(where(), what, maybe, node == null ? name : node);
    }

    /** Notes a fault of something else, to which this place refers: under its own line, or under this one where it has none. */
    public void problem(Fault problem) {
        Fault here = problem.at(where());
        problems.add(here.where(), here.what(), here.maybe(), node == null ? name : node);
    }

    /** The advice to remove what stands here, in words by which nothing else is removed, nor a part of it is left. */
    public String removal() {
        return alone ? "remove this line" : "remove \"" + key() + "\"";
    }

    /** What stands here as a message quotes it, such as {@code mixup: 0.2} or {@code rungs: [3, 9]}. */
    public String said() {
        return key() + ": " + NodeText.of(node);
    }

    private String key() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The file and line of this place; the file alone where it has no lines. */
    public String where() {
        return line == NO_LINE ? file : file + ":" + (line + 1);
    }

    /** The keys that lead here, with dots between them. */
    public String name() {
        return name;
    }

    String quoted() {
        return name.isEmpty() ? "the file" : "\"" + name + "\"";
    }

    private String join(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private static int lineOf(Node node, int fallback) {
        return node.getStartMark().map(m -> m.getLine()).orElse(fallback);
    }

    private static int lastLine(Node node, int fallback) {
        return node.getEndMark().map(m -> m.getLine()).orElse(fallback);
    }
}
