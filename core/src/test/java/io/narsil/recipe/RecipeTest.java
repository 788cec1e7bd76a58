package io.narsil.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Schedule.TRAPEZOID.factor(0, 0.1)).isEqualTo(1);
        assertThat(Schedule.TRAPEZOID.factor(0.8, 0.1)).isCloseTo(1, within(1e-6));
        assertThat(Schedule.TRAPEZOID.factor(0.85, 0.1)).isCloseTo(0.55, within(1e-6));
        assertThat(Schedule.TRAPEZOID.factor(1, 0.1)).isCloseTo(0.1, within(1e-12));
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

    @Test
    void unknownWordsAreFaultsWithTheNearestWordAndNeverAnotherOne() {
        assertThatThrownBy(() -> Recipe.of(Map.of("optimizer", "sgdm")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("optimizer must be one of rmsprop, sgd, not \"sgdm\". Maybe \"sgd\"");
        assertThatThrownBy(() -> Recipe.of(Map.of("schedule", "cosinus")))
                .hasMessage(
                        "schedule must be one of exponential, cosine, trapezoid, not \"cosinus\". Maybe \"cosine\"");
        assertThatThrownBy(() -> Recipe.of(Map.of("flip", "yes")))
                .hasMessage("flip must be one of on, off, true, false, not \"yes\". Maybe \"on\"");
        assertThatThrownBy(() -> Recipe.of(Map.of("mixupp", "1")))
                .hasMessage("no recipe has \"mixupp\". Maybe \"mixup\"");
    }

    /** Sides that spaces search, those of TensorFlow's padding, and small ones. */
    @ParameterizedTest
    @CsvSource({
        "0.8, 96, 80",
        "0.8, 112, 96",
        "0.8, 128, 104",
        "0.8, 160, 128",
        "0.8, 176, 144",
        "0.8, 224, 184",
        "0.8, 161, 129",
        "0.8, 225, 185",
        "0.5, 225, 113",
        "0.8, 64, 52",
        "0.8, 65, 57",
        "0.8, 32, 28",
        "0.8, 28, 24",
        "0.8, 24, 20",
        "0.8, 12, 10",
        "0.75, 12, 9",
        "0.25, 1, 1",
        "1, 1, 1",
        "1, 97, 97",
        "0.999, 224, 224",
    })
    void imagesInTrainingAreSmallerByWholeSteps(String share, int resolution, int side) {
        Map<String, String> settings = Map.of("training_size", share);
        Recipe recipe = Recipe.of(settings);
        assertThat(recipe.trainingSide(resolution)).isEqualTo(side);
        double squared = Math.pow((double) side / resolution, 2);
        assertThat(recipe.shareInTraining(resolution)).isCloseTo(squared, within(1e-12));
        assertThat(Recipe.shareInTraining(settings, resolution)).isCloseTo(squared, within(1e-12));
    }

    @Test
    void imagesInTrainingHaveTheShareOrMoreAndNoMoreThanAll() {
        for (int resolution = 1; resolution <= 320; resolution++) {
            for (String share : List.of("0.25", "0.3", "0.5", "0.7", "0.8", "0.9", "1")) {
                int side = Recipe.of(Map.of("training_size", share)).trainingSide(resolution);
                assertThat((double) side)
                        .as(share + " of " + resolution)
                        .isGreaterThanOrEqualTo(Double.parseDouble(share) * resolution - 1e-6)
                        .isLessThanOrEqualTo(resolution);
            }
        }
    }

    /** The order and the defaults are those of every recipe.yaml that was ever written; new ones stand at the end. */
    @Test
    void allSettingsHaveTheirPlaceAndDefault() {
        assertThat(RecipeFile.write(Map.of())).isEqualTo("""
                narsil: recipe/1
                optimizer: sgd
                learning_rate: 0.025
                sgd_factor: 4
                schedule: exponential
                final_rate: 0.0035
                warmup_epochs: 0
                batch_size: 64
                weight_decay: 0.00001
                label_smoothing: 0.1
                dropout: 0
                stochastic_depth: 0
                mixup: 0
                ema: off
                ema_decay: 0.99985
                auto_augment: 0
                rand_augment: 0
                crop: 0
                resized_crop: 0
                flip: off
                class_weights: 0
                rate_decay: 1
                frozen_stages: 0
                zoom: 0
                assignment: centre
                training_size: 1
                """);
        Recipe recipe = Recipe.of(Map.of());
        assertThat(recipe.labelSmoothing()).isEqualTo(0.1);
        assertThat(recipe.batchSize()).isEqualTo(64);
        assertThat(recipe.emaDecay()).isEqualTo(0.99985);
    }

    @Test
    void dependentSettingsAreReadBesideTheirOthersAlone() {
        assertThat(Recipe.DEPENDENT).containsExactly("sgd_factor", "ema_decay");
        assertThat(Recipe.reads("sgd_factor", name -> "sgd")).isTrue();
        assertThat(Recipe.reads("sgd_factor", name -> "rmsprop")).isFalse();
        assertThat(Recipe.reads("ema_decay", name -> "true")).isTrue();
        assertThat(Recipe.reads("ema_decay", name -> "off")).isFalse();
        assertThat(Recipe.reads("mixup", name -> "off")).isTrue();
    }

    @Test
    void valuesAtTheEndsOfADomainAreInIt() {
        assertThat(Recipe.fault("batch_size", "2")).isEmpty();
        assertThat(Recipe.fault("batch_size", "1"))
                .hasValue("batch_size must be a whole number from 2 to 65536, not \"1\"");
        assertThat(Recipe.fault("dropout", "0.999999")).isEmpty();
        assertThat(Recipe.fault("dropout", "1")).hasValue("dropout must be a number from 0.0 to 0.999999, not \"1\"");
        assertThat(Recipe.fault("learning_rate", "NaN")).isPresent();
    }
}
