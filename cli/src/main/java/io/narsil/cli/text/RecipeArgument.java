package io.narsil.cli.text;

import io.narsil.around.FineTuning;
import io.narsil.network.Network;
import io.narsil.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.Map;

/** A recipe that a user names, or the usual one. */
public final class RecipeArgument {
    private RecipeArgument() {}

    /**
     * The settings meant, by name; those left out have their defaults.
     *
     * @param recipe file of a recipe; null for the usual one: from trained weights that for fine-tuning, otherwise all defaults
     * @param trained truth of the network starting from trained weights
     */
    public static Map<String, String> find(Path recipe, boolean trained, Network network, int epochs) {
        if (recipe != null) {
            return RecipeFile.read(recipe);
        }
        return trained ? FineTuning.believed(network, epochs) : Map.of();
    }
}
