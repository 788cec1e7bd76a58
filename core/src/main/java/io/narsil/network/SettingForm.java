package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.NumberRange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the values of a setting are written: whole numbers, numbers, words and so on. {@link SettingForms} has the usual ones.
 *
 * @param <T> type of the values
 */
public interface SettingForm<T> {
    /** The class of the values. */
    Class<T> type();

    /** A harmless value to read on with after a fault. */
    T harmless();

    /** The value at a place of a file; {@code fallback} if it is absent, or if it is a fault, which is noted. */
    T read(ConfigNode node, T fallback);

    /** The value as plain data: a text, number or truth value, or a mapping of these by key. */
    Object plain(T value);

    /** The value as a space writes it; {@link Choices#parse} reads it back. */
    String text(T value);

    /** The numbers that values in a space may be; empty where they are words. */
    default Optional<NumberRange> range() {
        return Optional.empty();
    }

    /** The words that values in a space may be; empty where they are numbers. */
    default List<String> words() {
        return List.of();
    }

    /** The values that a stage of a space allows, at a place of its file. */
    Choices<T> choices(ConfigNode node);

    /**
     * The values of a setting in a stage of a space.
     *
     * @param node place in the file: one value, several, or a reference to a parameter
     * @param fixed single value that {@code node} spells in a way of its own, such as {@code true}; otherwise empty
     * @param parse reader of a value's text
     */
    record Choices<T>(ConfigNode node, Optional<String> fixed, Function<String, T> parse) {}
}
