package io.narsil.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads the numbers of a file; what is none, or too small or too large, is a fault with the number that was likely meant. */
final class NodeNumbers {
    private NodeNumbers() {}

    /** A whole number, perhaps with a unit. */
    static OptionalLong whole(ConfigNode node, long least, long most) {
        boolean open = most == Long.MAX_VALUE;
        NumberRange range = new NumberRange(least, most, true);
        return quantity(
                node,
                Quantity::parse,
                "a whole number from " + least + (open ? "" : " to " + most),
                text -> Respelled.of(text, t -> inside(Quantity.parse(t), least, most))
                        .orElseGet(() -> LikelyNumber.hint(text, range)),
                least,
                most);
    }

    static OptionalLong quantity(
            ConfigNode node,
            Function<String, OptionalLong> parse,
            String form,
            UnaryOperator<String> hint,
            long least,
            long most) {
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong value = parse.apply(text.get());
        if (inside(value, least, most)) {
            return value;
        }
        String rule = value.isEmpty() && !beyond(parse, text.get())
                ? form + ", not \"" + text.get() + "\""
                : "from " + least + " to " + most + ", not " + text.get();
        node.fault(node.quoted() + " must be " + rule, hint.apply(text.get()));
        return OptionalLong.empty();
    }

    /** Whether a text is a number that is larger than any that is read, where numbers stand without a unit. */
    private static boolean beyond(Function<String, OptionalLong> parse, String text) {
        return Decimals.parse(text)
                .filter(d -> parse.apply("1").isPresent())
                .filter(d -> d.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0)
                .isPresent();
    }

    private static boolean inside(OptionalLong value, long least, long most) {
        return value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most;
    }

    static double number(ConfigNode node, double fallback, NumberRange range) {
        Optional<BigDecimal> value = decimal(node, range);
        if (value.isEmpty()) {
            return fallback;
        }
        double number = value.get().doubleValue();
        if (number < range.least() || number > range.most()) {
            node.fault(
                    node.quoted() + " must be from " + range.least() + " to " + range.most() + ", not " + number,
                    LikelyNumber.hint(value.get().toPlainString(), range));
            return fallback;
        }
        return number;
    }

    static Optional<BigDecimal> decimal(ConfigNode node, NumberRange range) {
        Optional<String> text = node.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> value = Decimals.parse(text.get());
        if (value.isEmpty()) {
            node.fault(
                    node.quoted() + " must be a number, not \"" + text.get() + "\"",
                    LikelyNumber.hint(text.get(), range));
        }
        return value;
    }
}
