package io.narsil.fuzz;

import io.narsil.recipe.RecipeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A recipe; what is read must be read again from what is written. */
public final class RecipeTarget {
    private RecipeTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("recipe.yaml", data);
        Reading.clean(() -> {
            Map<String, String> settings = RecipeFile.read(file);
            String text = RecipeFile.write(settings);
            Map<String, String> again =
                    RecipeFile.read(Scratch.file("again.yaml", text.getBytes(StandardCharsets.UTF_8)));
            if (!RecipeFile.write(again).equals(text)) {
                throw new AssertionError(text);
            }
        });
    }
}
