package io.narsil.recipe;

import io.narsil.config.LikelyNumber;
import io.narsil.config.Nearest;
import io.narsil.config.NumberRange;
import io.narsil.config.Switches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The values that a setting of a recipe may have.
 *
 * @param <T> type of a value in a {@link Recipe}
 * @param rule end of the sentence that begins with "NAME must be"
 * @param parser reader of a value; it gives nothing where the value is not in the domain
 * @param guess finder of the likely fix of a value that is not; it gives an empty text where none is likely
 */
record Domain<T>(String rule, Function<String, Optional<T>> parser, UnaryOperator<String> guess) {
    /** A switch that is on or off; recipes may say true or false, too. */
    static final Domain<Boolean> SWITCH = new Domain<>(
            "one of on, off, true, false",
            value -> switch (value) {
                case "on", "true" -> Optional.of(true);
                case "off", "false" -> Optional.of(false);
                default -> Optional.empty();
            },
            Switches::hint);

    /** A power of the inverse frequencies of classes, by its name or as a number. */
    static final Domain<Double> CLASS_WEIGHTS = new Domain<>(
            "none, sqrt, balanced, or a number from 0 to 1",
            value -> switch (value) {
                case "none" -> Optional.of(0.0);
                case "sqrt" -> Optional.of(0.5);
                case "balanced" -> Optional.of(1.0);
                default -> number(0, 1).parser().apply(value);
            },
            value -> {
                String number = number(0, 1).guess().apply(value);
                return number.isEmpty() ? nearest(value, List.of("none", "sqrt", "balanced")) : number;
            });

    /** A value that is in the domain. */
    T parse(String value) {
        return parser.apply(value).orElseThrow();
    }

    /** The likely fix of a value at fault; empty where none is likely. */
    String hint(String value) {
        return guess.apply(value);
    }

    /** What is wrong with a value, if anything is. */
    Optional<String> fault(String name, String value) {
        return parser.apply(value).isPresent()
                ? Optional.empty()
                : Optional.of(name + " must be " + rule + ", not \"" + value + "\"");
    }

    static Domain<Double> number(double least, double most) {
        NumberRange range = new NumberRange(least, most, false);
        return new Domain<>(
                "a number from " + least + " to " + most,
                value -> {
                    try {
                        double number = Double.parseDouble(value);
                        return number >= least && number <= most ? Optional.of(number) : Optional.empty();
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                },
                value -> LikelyNumber.hint(value, range));
    }

    static Domain<Integer> whole(int least, int most) {
        NumberRange range = new NumberRange(least, most, true);
        return new Domain<>(
                "a whole number from " + least + " to " + most,
                value -> Optional.of(value)
                        .filter(v -> v.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .filter(n -> n >= least && n <= most),
                value -> LikelyNumber.hint(value, range));
    }

    static <T> Domain<T> oneOf(Map<String, T> known) {
        return new Domain<>(
                "one of " + String.join(", ", known.keySet()),
                value -> Optional.ofNullable(known.get(value)),
                value -> nearest(value, known.keySet()));
    }

    private static String nearest(String value, Collection<String> words) {
        return Nearest.of(value, words).map(word -> "\"" + word + "\"").orElse("");
    }
}
