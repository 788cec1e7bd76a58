package io.narsil.recipe;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What recipes of detectors may not say. */
public final class DetectorRecipe {
    /** What boxes cannot follow, with the value that switches it off. */
    private static final Map<String, String> UNFOLLOWED =
            Map.of("mixup", "0", "auto_augment", "0", "rand_augment", "0", "training_size", "1");

    private static final Set<String> MEANINGLESS = Set.of("label_smoothing", "dropout", "class_weights");

    private DetectorRecipe() {}

    /** Why a detector can have no such setting; nothing where it can. */
    public static Optional<String> fault(String key, String value) {
        boolean follows = !UNFOLLOWED.containsKey(key);
        if ((follows && !MEANINGLESS.contains(key)) || Recipe.fault(key, value).isPresent() || off(key, value)) {
            return Optional.empty();
        }
        return Optional.of(
                follows
                        ? "\"" + key + ": " + value + "\" means nothing to a network that finds objects"
                        : "boxes cannot follow what \"" + key + ": " + value + "\" does to images");
    }

    /** The settings of a recipe that boxes cannot follow, with the value that switches each off, by name. */
    public static Map<String, String> unfollowed(Map<String, String> settings) {
        Map<String, String> found = new TreeMap<>();
        UNFOLLOWED.forEach((key, off) -> {
            if (settings.containsKey(key) && !off(key, settings.get(key))) {
                found.put(key, off);
            }
        });
        return found;
    }

    private static boolean off(String key, String value) {
        return Recipe.of(Map.of(key, value)).equals(Recipe.of(Map.of(key, UNFOLLOWED.getOrDefault(key, "0"))));
    }
}
