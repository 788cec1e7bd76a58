package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.recipe.Recipe;
import io.narsil.recipe.Schedule;
import io.narsil.space.Choice;
import io.narsil.space.SearchSpace;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandShapesTest {
    /** The first recipe of each shape where a study says something of recipes. */
    private static List<Recipe> recipes(Map<String, List<String>> changes) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        changes.forEach((name, values) -> choices.put(name, new Choice(values)));
        String text = new RecipeChanges(choices).in(SpaceFile.shippedText("scaled"));
        return HandShapes.of(text, 32).stream()
                .map(s -> Recipe.of(s.recipe(s.candidate(new int[s.parameters().size()]))))
                .toList();
    }

    @Test
    void withoutChangesTheyAreAsTheyShip() {
        List<SearchSpace> shapes = HandShapes.of(SpaceFile.shippedText("scaled"), 32);
        assertThat(shapes).extracting(SearchSpace::name).containsExactlyElementsOf(Shapes.NAMES);
        assertThat(recipes(Map.of()))
                .hasSize(2)
                .allMatch(r -> r.flip() && r.classWeights() == 0 && r.labelSmoothing() == 0.1);
    }

    @Test
    void whatAStudyFixesOfItsImagesIsFixedForThemTooAndNothingElse() {
        assertThat(recipes(Map.of(
                        "class_weights", List.of("balanced"),
                        "flip", List.of("off"),
                        "training_size", List.of("0.8"),
                        "schedule", List.of("trapezoid"),
                        "mixup", List.of("0.3"))))
                .hasSize(2)
                .allMatch(r -> r.classWeights() == 1 && !r.flip() && r.trainingSize() == 0.8)
                .allMatch(r -> r.mixup() == 0 && r.schedule() == Schedule.COSINE);
    }

    @Test
    void ofAListToChooseFromTheyHaveTheStandardValueOrTheFirst() {
        assertThat(recipes(Map.of("class_weights", List.of("sqrt", "none"), "rand_augment", List.of("2", "3"))))
                .hasSize(2)
                .allMatch(r -> r.classWeights() == 0 && r.randAugment() == 2);
        // What follows the images or the epochs stays as it is.
        assertThat(recipes(Map.of("crop", List.of("0", "1"), "mixup", List.of("0.4", "0.5"))))
                .isEqualTo(recipes(Map.of()));
    }

    @Test
    void imagesThatTheyAreNotForHaveNone() {
        assertThat(HandShapes.of(SpaceFile.shippedText("scaled"), 512)).isEmpty();
    }
}
