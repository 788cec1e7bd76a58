package io.narsil.study;

import io.narsil.config.ConfigNode;
import io.narsil.config.Decimals;
import io.narsil.recipe.Recipe;
import io.narsil.space.Choice;
import io.narsil.space.SpaceFile;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a study changes in the recipes of its space, such as {@code recipe: {class_weights: [none, balanced]}}. It stands at the
 * end of the space's text, so that the space that a run keeps is whole.
 *
 * @param settings choices by setting; one value fixes it
 */
record RecipeChanges(Map<String, Choice> settings) {
    private static final String MARK = "\n" + SpaceFile.CHANGES + ":\n";

    /** Reads them; each value that no recipe may have is a fault. */
    static RecipeChanges read(ConfigNode node) {
        Map<String, Choice> settings = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> {
            if (value.has("values") || value.has("from")) {
                Choice choice = Choice.read(value);
                choice.values().forEach(text -> check(key, text, value));
                settings.put(key, choice);
                return;
            }
            List<ConfigNode> values = value.isList() ? value.items() : List.of(value);
            if (value.isMapping() || values.isEmpty()) {
                value.fault(
                        "a setting of the recipe has a value, or a list of values to choose from", key + ": [0, 0.5]");
                return;
            }
            settings.put(
                    key, new Choice(values.stream().map(v -> checked(key, v)).toList()));
            distinct(values);
        });
        return new RecipeChanges(settings);
    }

    private static String checked(String key, ConfigNode value) {
        String text = value.text("");
        check(key, text, value);
        return text;
    }

    /** The space's text has these lists, too, but a fault there would be of lines that the user never saw. */
    private static void distinct(List<ConfigNode> values) {
        Set<String> seen = new HashSet<>();
        for (ConfigNode value : values) {
            String text = value.text("");
            if (!seen.add(Decimals.parse(text).map(BigDecimal::toPlainString).orElse(text))) {
                value.fault("the value " + text + " stands in this list twice", "remove one of the two");
            }
        }
    }

    private static void check(String key, String text, ConfigNode value) {
        Recipe.fault(key, text).ifPresent(fault -> value.fault(fault, Recipe.hint(key, text)));
    }

    /** The text of a space with these changes in place of its own, if any. */
    String in(String space) {
        if (settings.isEmpty()) {
            return space;
        }
        int before = space.indexOf(MARK);
        return (before < 0 ? space.stripTrailing() + "\n" : space.substring(0, before))
                + MARK
                + settings.entrySet().stream()
                        .map(e -> "  " + e.getKey() + ": " + e.getValue().text() + "\n")
                        .collect(Collectors.joining());
    }

    /** The changes in the text of a space as a study says them; empty where there are none. */
    static String of(String space) {
        int mark = space.indexOf(MARK);
        return mark < 0 ? "" : "recipe:\n" + space.substring(mark + MARK.length());
    }
}
