package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What there is to choose from, as the language of spaces has it.
 *
 * @param values values in canonical text, at least one
 * @param prior value among them that is believed to be good, if any
 */
public record Choice(List<String> values, Prior prior) {
    public Choice {
        values = List.copyOf(values);
    }

    /** Values without a belief. */
    public Choice(List<String> values) {
        this(values, Prior.NONE);
    }

    /** Reads a scalar, a list, {@code {values: list}} or {@code {from, to, step}}, the last two perhaps with a belief. */
    public static Choice read(ConfigNode node) {
        return read(node, null);
    }

    /** @param range range that the values must lie in, or null where anything goes */
    static Choice read(ConfigNode node, NumberRange range) {
        ConfigNode prior = node.at(PriorNode.KEY);
        List<String> values = Values.read(node, range);
        return new Choice(values, PriorNode.read(prior, values));
    }

    /** The choice as it is written in a file. */
    public String text() {
        String list = values.size() == 1 ? values.get(0) : "[" + String.join(", ", values) + "]";
        if (!prior.present()) {
            return list;
        }
        String believed = prior.byEpochs().entrySet().stream()
                .map(e -> e.getKey() + ": " + values.get(e.getValue()))
                .collect(Collectors.joining(", ", "{by_epochs: {", "}}"));
        return "{values: " + list + ", " + PriorNode.KEY + ": " + believed + "}";
    }
}
