package io.narsil.recipe;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that a setting of a recipe may have.
 *
 * @param <T> type of a value in a {@link Recipe}
 * @param words words among the values; none for numbers
 * @param rule end of the sentence that begins with "NAME must be"
 * @param parser reader of a value; it gives nothing where the value is not in the domain
 */
record Domain<T>(Collection<String> words, String rule, Function<String, Optional<T>> parser) {
    /** A switch that is on or off; recipes may say true or false, too. */
    static final Domain<Boolean> SWITCH =
            new Domain<>(List.of("on", "off", "true", "false"), "one of on, off, true, false", value -> switch (value) {
                case "on", "true" -> Optional.of(true);
                case "off", "false" -> Optional.of(false);
                default -> Optional.empty();
            });

    /** A power of the inverse frequencies of classes, by its name or as a number. */
    static final Domain<Double> CLASS_WEIGHTS = new Domain<>(
            List.of("none", "sqrt", "balanced"),
            "none, sqrt, balanced, or a number from 0 to 1",
            value -> switch (value) {
                case "none" -> Optional.of(0.0);
                case "sqrt" -> Optional.of(0.5);
                case "balanced" -> Optional.of(1.0);
                default -> number(0, 1).parser().apply(value);
            });

    /** A value that is in the domain. */
    T parse(String value) {
        return parser.apply(value).orElseThrow();
    }

    /** What is wrong with a value, if anything is. */
    Optional<String> fault(String name, String value) {
        return parser.apply(value).isPresent()
                ? Optional.empty()
                : Optional.of(name + " must be " + rule + ", not \"" + value + "\"");
    }

    static Domain<Double> number(double least, double most) {
        return new Domain<>(List.of(), "a number from " + least + " to " + most, value -> {
            try {
                double number = Double.parseDouble(value);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    static Domain<Integer> whole(int least, int most) {
        return new Domain<>(
                List.of(),
                "a whole number from " + least + " to " + most,
                value -> Optional.of(value)
                        .filter(v -> v.matches("\\d{1,9}"))
                        .map(Integer::valueOf)
                        .filter(n -> n >= least && n <= most));
    }

    static <T> Domain<T> oneOf(Map<String, T> known) {
        return new Domain<>(
                known.keySet(),
                "one of " + String.join(", ", known.keySet()),
                value -> Optional.ofNullable(known.get(value)));
    }
}
