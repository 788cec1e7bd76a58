package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.boxes.Detections;
import io.narsil.boxes.FoundBox;
import io.narsil.data.DetectedFile;
import io.narsil.data.Marked;
import io.narsil.data.Part;
import io.narsil.detector.AdaptiveAssignment;
import io.narsil.detector.Assignment;
import io.narsil.detector.CentreAssignment;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.InheritedWeights;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small detector learns to find rectangles. */
class DetectionTrainingTest {
    private static final int EPOCHS = 14;
    private static final MarkedSamples.Samples SAMPLES = MarkedSamples.samples();

    private static Trainer trainer(Map<String, String> changed) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "optimizer", "sgd",
                "learning_rate", "0.1",
                "sgd_factor", "1",
                "schedule", "cosine",
                "warmup_epochs", "1",
                "batch_size", "4",
                "ema", "on",
                "ema_decay", "0.95",
                "flip", "on",
                "zoom", "0.25"));
        settings.put("label_smoothing", "0");
        settings.putAll(changed);
        Setup setup = Setup.on(TorchDevice.CPU).marked(SAMPLES.marked());
        return new Trainer(MarkedSamples.detector(), Recipe.of(settings), SAMPLES.data(), new Seeds(1), EPOCHS, setup);
    }

    /** Boxes that did not follow flips and zooms would not be found so well. */
    @Test
    void itLearnsToFindWhatIsMarked(@TempDir Path folder) {
        try (Trainer trainer = trainer(Map.of())) {
            double first = trainer.epoch(1).score();
            Trainer.EpochResult last = null;
            for (int epoch = 2; epoch <= EPOCHS; epoch++) {
                last = trainer.epoch(epoch);
            }
            assertThat(first).isLessThan(0.1);
            assertThat(last.score()).isGreaterThan(0.3);
            Path file = folder.resolve("found");
            trainer.writeAnswers(file);
            // The score is that of the boxes that are written, in pixels of the photos.
            List<List<FoundBox>> found = DetectedFile.read(file, Part.VALIDATION);
            double score = Detections.match(
                            2,
                            SAMPLES.marked().get(Part.VALIDATION).stream()
                                    .map(Marked::objects)
                                    .toList(),
                            found)
                    .scores()
                    .ap()
                    .orElseThrow();
            assertThat(score).isEqualTo(last.score());
            assertThat(DetectedFile.read(file, Part.TEST)).hasSize(24);
        }
    }

    @Test
    void anEpochDependsOnTheStateBeforeItAlone(@TempDir Path folder) {
        Path file = folder.resolve("checkpoint");
        List<String> straight;
        try (Trainer trainer = trainer(Map.of())) {
            Trainer.EpochResult one = trainer.epoch(1);
            Checkpoint.save(file, trainer, "this", List.of(one));
            trainer.epoch(2);
            straight = Samples.weights(trainer);
        }
        try (Trainer trainer = trainer(Map.of())) {
            assertThat(Checkpoint.restore(file, trainer, epochs -> "this")).isPresent();
            trainer.epoch(2);
            assertThat(Samples.weights(trainer)).isEqualTo(straight);
        }
    }

    @Test
    void theRecipeSaysByWhichRulePlacesLearn() {
        Setup setup = Setup.on(TorchDevice.CPU).marked(SAMPLES.marked());
        Map<String, Assignment> rules = Map.of("centre", CentreAssignment.USUAL, "atss", AdaptiveAssignment.USUAL);
        rules.forEach((word, rule) -> {
            Recipe recipe = Recipe.of(Map.of("assignment", word));
            assertThat(DetectionTraining.of(MarkedSamples.detector(), recipe, SAMPLES.data(), setup, null)
                            .assignment())
                    .isEqualTo(rule);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mixup, 0.2, mixup: images with objects are not mixed",
        "auto_augment, 0.5, 'auto_augment, rand_augment: boxes cannot follow'",
        "rand_augment, 5, 'auto_augment, rand_augment: boxes cannot follow'",
        "training_size, 0.8, training_size: boxes are of the size"
    })
    void whatBoxesCannotFollowIsRefused(String setting, String value, String reason) {
        assertThatThrownBy(() -> trainer(Map.of(setting, value))).hasMessageContaining(reason);
    }

    /** Of a network that classifies ten kinds of grey images it has the stages; neck and head begin as always. */
    @Test
    void itsBackboneBeginsWithWhatAClassifierHasLearned(@TempDir Path folder) {
        Network backbone = MarkedSamples.detector().backbone();
        Network classifier = backbone.with("ten", 1, 32, 10);
        Weights learned = new Weights(Layout.of(classifier), TorchDevice.CPU);
        learned.start(new Seeds(77));
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, learned.export(), Map.of());
        Setup random = Setup.on(TorchDevice.CPU).marked(SAMPLES.marked());
        Setup inherits = new Setup(
                random.start(),
                Optional.of(InheritedWeights.read(classifier, file, backbone)::into),
                random.teacher(),
                random.device(),
                random.score(),
                random.marked());
        Map<String, float[]> first = arrays(inherits);
        Map<String, float[]> alone = arrays(random);
        int stages = 0;
        for (TensorEntry entry : learned.export()) {
            if (entry.name().startsWith("stage")) {
                assertThat(first.get(entry.name())).isEqualTo(entry.floats());
                stages++;
            }
        }
        assertThat(stages).isEqualTo(5 * 5);
        first.forEach((name, values) -> {
            if (!name.startsWith("stage")) {
                assertThat(values).as(name).isEqualTo(alone.get(name));
            }
        });
    }

    private static Map<String, float[]> arrays(Setup setup) {
        Recipe recipe = Recipe.of(Map.of());
        try (Trainer trainer = new Trainer(MarkedSamples.detector(), recipe, SAMPLES.data(), new Seeds(1), 1, setup)) {
            Map<String, float[]> arrays = new LinkedHashMap<>();
            trainer.inUse().export().forEach(e -> arrays.put(e.name(), e.floats()));
            return arrays;
        }
    }

    @Test
    void imagesWithoutMarksAreRefused() {
        Recipe recipe = Recipe.of(Map.of());
        assertThatThrownBy(() -> new Trainer(
                        MarkedSamples.detector(), recipe, SAMPLES.data(), new Seeds(1), 1, Setup.on(TorchDevice.CPU)))
                .hasMessage("a detector needs what is marked in its images");
    }

    @Test
    void lowPrecisionLearnsToo() {
        TorchDevice bf16 = TorchDevice.CPU_BF16;
        Setup setup = Setup.on(bf16).marked(SAMPLES.marked());
        Recipe recipe = Recipe.of(Map.of("batch_size", "16", "learning_rate", "0.02", "sgd_factor", "1"));
        try (Trainer trainer = new Trainer(MarkedSamples.detector(), recipe, SAMPLES.data(), new Seeds(1), 3, setup)) {
            double first = trainer.epoch(1).loss();
            trainer.epoch(2);
            assertThat(trainer.epoch(3).loss()).isLessThan(first);
        }
    }
}
