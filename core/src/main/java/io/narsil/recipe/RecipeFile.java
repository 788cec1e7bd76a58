package io.narsil.recipe;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recipes as YAML: one {@code name: value} line a setting. */
public final class RecipeFile {
    /** The first line's value, with the version of the language. */
    public static final String FORMAT = "recipe/1";

    private RecipeFile() {}

    /** The settings in a file, by name; a {@link io.narsil.config.UserException} names all faults of the file. */
    public static Map<String, String> read(Path file) {
        Problems problems = new Problems();
        Map<String, String> settings = new LinkedHashMap<>();
        ConfigNode root = ConfigFile.read(file, problems);
        root.entries().forEach((key, node) -> {
            String value = node.text("");
            if (key.equals("narsil")) {
                if (!value.equals(FORMAT)) {
                    node.fault("this file is \"" + value + "\", not \"" + FORMAT + "\"", "");
                }
            } else {
                Recipe.fault(key, value).ifPresent(fault -> node.fault(fault, Recipe.hint(key, value)));
                settings.put(key, value);
            }
        });
        problems.throwIfAny();
        return settings;
    }

    /** The file's text for settings, with every default written out. */
    public static String write(Map<String, String> settings) {
        StringBuilder yaml = new StringBuilder("narsil: " + FORMAT + "\n");
        Recipe.complete(settings)
                .forEach((key, value) ->
                        yaml.append(key).append(": ").append(value).append('\n'));
        return yaml.toString();
    }
}
