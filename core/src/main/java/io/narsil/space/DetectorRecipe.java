package io.narsil.space;

import io.narsil.config.ConfigNode;
import io.narsil.recipe.Recipe;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What recipes of detectors may not say. */
public final class DetectorRecipe {
    private static final Set<String> UNFOLLOWED = Set.of("mixup", "auto_augment", "rand_augment");
    private static final Set<String> MEANINGLESS = Set.of("label_smoothing", "dropout", "class_weights");

    private DetectorRecipe() {}

    /** Why a detector can have no such setting; nothing where it can. */
    public static Optional<String> fault(String key, String value) {
        boolean follows = !UNFOLLOWED.contains(key);
        if ((follows && !MEANINGLESS.contains(key)) || Recipe.fault(key, value).isPresent() || off(key, value)) {
            return Optional.empty();
        }
        return Optional.of(
                follows
                        ? "\"" + key + "\" means nothing to a network that finds objects"
                        : "boxes cannot follow what \"" + key + "\" does to images");
    }

    private static boolean off(String key, String value) {
        return Recipe.of(Map.of(key, value)).equals(Recipe.of(Map.of(key, "0")));
    }

    /** Notes a fault at each setting that has one. */
    static void check(Map<String, ConfigNode> nodes, Map<String, Setting> recipe) {
        recipe.forEach((key, setting) -> setting.values().stream()
                .flatMap(value -> fault(key, value).stream())
                .findFirst()
                .ifPresent(fault -> nodes.get(key).fault(fault, "remove this line")));
    }
}
