package io.narsil.recipe;

import java.util.Map;
import java.util.function.Predicate;

/**
 * One setting of a recipe.
 *
 * @param <T> type of its value in a {@link Recipe}
 * @param name word in files, such as {@code learning_rate}
 * @param standard value where a recipe does not name it, as it is written
 * @param domain values that it may have
 * @param when condition under which a training reads it
 */
record RecipeSetting<T>(String name, String standard, Domain<T> domain, When when) {
    /** The condition under which a training reads a setting: the value of another one. */
    record When(String other, Predicate<String> value) {
        private static final When ALWAYS = new When("", value -> true);
    }

    /** A setting that every training reads. */
    RecipeSetting(String name, String standard, Domain<T> domain) {
        this(name, standard, domain, When.ALWAYS);
    }

    /** The same setting, read only where another has such a value. */
    RecipeSetting<T> when(RecipeSetting<?> other, Predicate<String> value) {
        return new RecipeSetting<>(name, standard, domain, new When(other.name(), value));
    }

    boolean dependent() {
        return !when.other().isEmpty();
    }

    /** Its value among settings that are all in their domains. */
    T in(Map<String, String> settings) {
        return domain.parse(settings.get(name));
    }
}
