package io.narsil.study;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.recipe.Recipe;
import io.narsil.space.Choice;
import io.narsil.space.DetectorSpace;
import io.narsil.space.SearchSpace;
import io.narsil.space.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The shapes that a person would take by hand, trained by the standard recipe with what a study says of its images in its own
 * (whether they may be mirrored, say): a value that it fixes is theirs, too, and of a list to choose from they have the standard
 * value where it stands in it, or else the first. Rates, schedule and regularisation go together, and stay the standard ones.
 */
public final class HandShapes {
    /** What a person knows of images, whatever network learns them. */
    private static final Set<String> OF_IMAGES = Set.of(
            "flip", "crop", "resized_crop", "training_size", "zoom", "auto_augment", "rand_augment", "class_weights");

    private HandShapes() {}

    /**
     * Those for a run.
     *
     * @param space text of the space that is searched, with the study's changes at its end
     * @param pixels size of the images
     */
    public static List<SearchSpace> of(String space, int pixels) {
        String changes = RecipeChanges.of(space);
        UnaryOperator<String> task = DetectorSpace.is(space) ? DetectorSpace::byHand : text -> text;
        if (changes.isEmpty()) {
            return Shapes.of(pixels, task);
        }
        RecipeChanges said = RecipeChanges.read(
                ConfigFile.parse("recipe", changes, new Problems()).at("recipe"));
        return Shapes.of(pixels, plain -> {
            String text = task.apply(plain);
            return fixed(said, text).in(text);
        });
    }

    private static RecipeChanges fixed(RecipeChanges said, String shape) {
        var standard = ConfigFile.parse("shape", shape, new Problems()).at("recipe");
        Map<String, Choice> settings = new LinkedHashMap<>();
        said.settings().forEach((name, choice) -> {
            List<String> values = choice.values();
            if (!OF_IMAGES.contains(name)) {
                return;
            }
            if (values.size() == 1) {
                settings.put(name, choice);
                return;
            }
            // A standard value that follows the images or the epochs is settled later, and stays.
            boolean settled = !standard.at(name).isMapping();
            String usual = standard.at(name).text(Recipe.complete(Map.of()).get(name));
            if (settled && values.stream().noneMatch(v -> same(name, v, usual))) {
                settings.put(name, new Choice(values.subList(0, 1)));
            }
        });
        return new RecipeChanges(settings);
    }

    /** Whether two values of a setting mean the same, such as none and 0. */
    private static boolean same(String name, String value, String other) {
        return Recipe.of(Map.of(name, value)).equals(Recipe.of(Map.of(name, other)));
    }
}
