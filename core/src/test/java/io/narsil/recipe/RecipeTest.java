package io.narsil.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    @Test
    void theRateWarmsUpThenFallsToItsEnd() {
        Recipe recipe = Recipe.of(
                Map.of("optimizer", "rmsprop", "learning_rate", "0.02", "warmup_epochs", "5", "final_rate", "0.01"));
        assertThat(recipe.rate(0, 105)).isZero();
        assertThat(recipe.rate(2.5, 105)).isCloseTo(0.01, within(1e-12));
        assertThat(recipe.rate(5, 105)).isCloseTo(0.02, within(1e-12));
        assertThat(recipe.rate(55, 105)).isCloseTo(0.02 * 0.1, within(1e-12));
        assertThat(recipe.rate(105, 105)).isCloseTo(0.0002, within(1e-12));
    }

    /** The paper's candidates: the rate times 0.963 per epoch for 150 epochs. */
    @Test
    void theDefaultScheduleIsThatOfThePaper() {
        Recipe recipe = Recipe.of(Map.of("optimizer", "rmsprop", "learning_rate", "1"));
        assertThat(recipe.rate(1, 150)).isCloseTo(0.963, within(1e-3));
    }

    @Test
    void sgdTakesTheMultipleOfTheRate() {
        assertThat(Recipe.of(Map.of("optimizer", "sgd", "learning_rate", "0.02"))
                        .peakRate())
                .isCloseTo(0.08, within(1e-12));
        assertThat(Recipe.of(Map.of("optimizer", "rmsprop", "learning_rate", "0.02"))
                        .peakRate())
                .isCloseTo(0.02, within(1e-12));
    }

    @Test
    void aCosineIsHalfWayDownInTheMiddle() {
        assertThat(Schedule.COSINE.factor(0, 0.1)).isCloseTo(1, within(1e-12));
        assertThat(Schedule.COSINE.factor(0.5, 0.1)).isCloseTo(0.55, within(1e-12));
        assertThat(Schedule.COSINE.factor(1, 0.1)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aWrittenRecipeIsReadBackAsItself(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of("optimizer", "rmsprop", "mixup", "0.2", "ema", "on");
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, RecipeFile.write(settings));
        assertThat(Recipe.of(RecipeFile.read(file))).isEqualTo(Recipe.of(settings));
    }

    @Test
    void faultsAreNamedWithTheirLines(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(file, "narsil: recipe/1\ndropuot: 0.1\nmixup: -1\nbatch_size: 1.5\n");
        assertThatThrownBy(() -> RecipeFile.read(file))
                .hasMessageContaining("recipe.yaml:2: no recipe has \"dropuot\". Maybe \"dropout\".")
                .hasMessageContaining("recipe.yaml:3: mixup must be a number from 0.0")
                .hasMessageContaining("recipe.yaml:4: batch_size must be a whole number");
    }
}
