package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.Decimals;
import io.narsil.config.Nearest;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the belief beside the values of a parameter: {@code prior: 0.1} or {@code prior: {by_epochs: {1: 0, 30: 0.1}}}. */
final class PriorNode {
    /** The key under which a belief stands. */
    static final String KEY = "prior";

    private static final String BY_EPOCHS = "by_epochs";

    private PriorNode() {}

    /** The belief that stands beside values; none where it is absent, or a fault. */
    static Prior read(ConfigNode node, List<String> values) {
        if (!node.present()) {
            return Prior.NONE;
        }
        if (values.size() == 1) {
            node.fault(
                    "\"" + node.name() + "\" is a belief about values to choose from, and there is one alone",
                    "more values, or leave the belief out");
            // What it says is read all the same, so that none of its keys is unknown.
        }
        NavigableMap<Integer, Integer> byEpochs = node.isMapping() ? byEpochs(node, values) : one(node, values);
        return values.size() == 1 ? Prior.NONE : new Prior(byEpochs);
    }

    private static NavigableMap<Integer, Integer> one(ConfigNode node, List<String> values) {
        NavigableMap<Integer, Integer> one = new TreeMap<>();
        value(node, values).ifPresent(v -> one.put(1, v));
        return one;
    }

    private static NavigableMap<Integer, Integer> byEpochs(ConfigNode node, List<String> values) {
        ConfigNode choices = node.at(BY_EPOCHS);
        node.closed();
        NavigableMap<Integer, Integer> believed = new TreeMap<>();
        String example = BY_EPOCHS + ": {1: " + values.get(0) + ", 30: " + values.get(values.size() - 1) + "}";
        if (!choices.isMapping() || choices.entries().isEmpty()) {
            choices.fault("\"" + choices.name() + "\" must say values for numbers of epochs", example);
            return believed;
        }
        int before = 0;
        for (Map.Entry<String, ConfigNode> choice : choices.entries().entrySet()) {
            String key = choice.getKey();
            OptionalInt value = value(choice.getValue(), values);
            if (!key.matches("[1-9][0-9]{0,6}")) {
                choice.getValue()
                        .fault(
                                "\"" + choices.name() + "\" has numbers of epochs as its keys, not \"" + key + "\"",
                                example);
                continue;
            }
            int epochs = Integer.parseInt(key);
            if (epochs <= before) {
                choice.getValue()
                        .fault(
                                "the numbers of epochs under \"" + choices.name() + "\" must rise, and " + epochs
                                        + " comes after " + before,
                                "another order, each number once");
            }
            before = Math.max(before, epochs);
            value.ifPresent(v -> believed.put(epochs, v));
        }
        return believed;
    }

    /** The index of the value that is written at a place; a fault where it is none of them. */
    private static OptionalInt value(ConfigNode node, List<String> values) {
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            if (!node.present()) {
                node.fault("\"" + node.name() + "\" is missing", "");
            }
            return OptionalInt.empty();
        }
        Optional<BigDecimal> number = Decimals.parse(text.get());
        for (int i = 0; i < values.size(); i++) {
            Optional<BigDecimal> other = Decimals.parse(values.get(i));
            if (values.get(i).equals(text.get()) || (number.isPresent() && number.equals(other))) {
                return OptionalInt.of(i);
            }
        }
        // Beside a value that was refused, there may be one alone that stands for it.
        if (values.size() > 1) {
            node.fault(
                    "\"" + node.name() + "\" must be one of the values, " + brief(values) + ", not \"" + text.get()
                            + "\"",
                    number.map(n -> nearest(n, values)).orElseGet(() -> Nearest.hint(text.get(), values)));
        }
        return OptionalInt.empty();
    }

    private static String nearest(BigDecimal number, List<String> values) {
        return values.stream()
                .filter(v -> Decimals.parse(v).isPresent())
                .min(Comparator.comparing(
                        v -> Decimals.parse(v).orElseThrow().subtract(number).abs()))
                .orElseGet(() -> "one of " + brief(values));
    }

    private static String brief(List<String> values) {
        return values.size() <= 8
                ? String.join(", ", values)
                : values.get(0) + ", " + values.get(1) + " to " + values.get(values.size() - 1);
    }
}
