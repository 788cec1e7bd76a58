package io.narsil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a value of a file, in the file's terms: Jackson speaks of Java's classes and its own settings. */
final class Mismatch {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);

    private Mismatch() {}

    /** What is wrong; nothing where Jackson's own words say it, as they do of texts that are no JSON. */
    static Optional<String> words(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException key) {
            return Optional.of("the key \"" + key.getPropertyName() + "\" is not known");
        }
        if (e instanceof ValueInstantiationException) {
            boolean said = e.getCause() != null
                    && !(e.getCause() instanceof NullPointerException)
                    && e.getCause().getMessage() != null;
            return Optional.of(said ? e.getCause().getMessage() : "a value is missing or null");
        }
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return Optional.empty();
        }
        String due = "it must be " + due(mismatch.getTargetType());
        String found = e.getOriginalMessage();
        if (found.startsWith("No content")) {
            return Optional.of("the file is empty");
        }
        if (found.startsWith("Trailing token")) {
            return Optional.of("the text goes on after its end");
        }
        if (found.startsWith("Cannot map `null`")) {
            return Optional.of(due + ", and is missing or null");
        }
        if (found.startsWith("Cannot ")) {
            return Optional.of(
                    e instanceof InvalidFormatException value ? due + ", not \"" + value.getValue() + "\"" : due);
        }
        return Optional.empty();
    }

    private static String due(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number";
        }
        if (NUMBERS.contains(type)) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
