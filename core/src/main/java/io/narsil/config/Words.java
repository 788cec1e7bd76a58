package io.narsil.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the constants of enums are written in files, options and messages: in small letters. */
public final class Words {
    private Words() {}

    /** The word of a constant, such as {@code hard_swish} of {@code HARD_SWISH}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The words of all constants, in their order. */
    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    }

    /** The constant of a word, which must be written as {@link #of} writes it. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> of(c).equals(word))
                .findFirst();
    }
}
