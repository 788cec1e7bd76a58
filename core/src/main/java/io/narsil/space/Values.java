package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.config.Decimals;
import io.narsil.config.LikelyNumber;
import io.narsil.config.NumberRange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the values that a parameter may take, in canonical text. */
final class Values {
    private static final int MOST_VALUES = 10_000;

    private Values() {}

    /**
     * The values of a scalar, a list, {values: list}, or {from, to, step}. There is at least one, even after a fault.
     *
     * @param range range that the values must lie in, or null where anything goes
     */
    static List<String> read(ConfigNode node, NumberRange range) {
        return read(node, range, false);
    }

    /** Like {@link #read}, of a setting that follows a parameter: it may have a value more than once. */
    static List<String> each(ConfigNode node, NumberRange range) {
        return read(node, range, true);
    }

    private static List<String> read(ConfigNode node, NumberRange range, boolean repeated) {
        List<String> values = new ArrayList<>();
        if (node.isMapping() && !node.has("values")) {
            values.addAll(steps(node));
        } else {
            for (ConfigNode item : items(node)) {
                if (!item.present()) {
                    item.fault("\"" + node.name() + "\" has an empty value", "\"null\" in quotes, if it is a word");
                }
                String text = item.text("1");
                String value =
                        Decimals.parse(text).map(BigDecimal::toPlainString).orElse(text);
                if (!repeated && values.contains(value)) {
                    item.fault("\"" + node.name() + "\" has the value " + value + " twice", "remove one of the two");
                }
                values.add(value);
                if (values.size() > MOST_VALUES) {
                    item.fault("\"" + node.name() + "\" has more than " + MOST_VALUES + " values", "");
                    break;
                }
            }
        }
        if (range != null) {
            values.stream()
                    .filter(v -> !range.holds(v))
                    .limit(1)
                    .forEach(v -> node.fault(
                            "\"" + node.name() + "\" must be " + range + ", not \"" + v + "\"",
                            LikelyNumber.hint(v, range)));
            values.removeIf(v -> !range.holds(v));
        }
        if (values.isEmpty()) {
            if (range == null) {
                node.fault("\"" + node.name() + "\" has no values", "");
            }
            values.add(range == null ? "1" : range.any());
        }
        return values;
    }

    /** The items of a list, or those of {@code {values: [...]}}. */
    private static List<ConfigNode> items(ConfigNode node) {
        if (!node.isMapping()) {
            return node.items();
        }
        List<ConfigNode> items = node.at("values").items();
        node.closed();
        return items;
    }

    private static List<String> steps(ConfigNode node) {
        BigDecimal from = node.need("from").decimal().orElse(BigDecimal.ONE);
        BigDecimal to = node.need("to").decimal().orElse(from);
        BigDecimal step = node.at("step").decimal().orElse(BigDecimal.ONE);
        node.closed();
        List<String> values = new ArrayList<>();
        if (step.signum() <= 0 || to.compareTo(from) < 0) {
            node.fault("\"" + node.name() + "\" must rise from its lowest value by a positive step", "");
            return values;
        }
        BigDecimal[] count = to.subtract(from).divideAndRemainder(step);
        if (count[1].signum() != 0) {
            node.fault(
                    "\"" + node.name() + "\" never reaches " + to.toPlainString() + " by steps of "
                            + step.toPlainString(),
                    "to: " + to.subtract(count[1]).toPlainString());
        }
        if (count[0].compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
            node.fault("\"" + node.name() + "\" has more than " + MOST_VALUES + " values", "a larger step");
            return values;
        }
        for (int i = 0; i <= count[0].intValueExact(); i++) {
            BigDecimal value = from.add(step.multiply(BigDecimal.valueOf(i)));
            values.add(value.stripTrailingZeros().toPlainString());
        }
        return values;
    }
}
