package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @Test
    void aTrainingThatGoesOnFromItsCheckpointHasTheSameBits(@TempDir Path folder) {
        Recipe recipe = Samples.recipe(Map.of());
        Path file = folder.resolve("checkpoint.safetensors");
        List<Trainer.EpochResult> straight = new ArrayList<>();
        List<String> expected;
        try (Trainer trainer = Samples.trainer(recipe)) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                straight.add(trainer.epoch(epoch));
                if (epoch == 2) {
                    Checkpoint.save(file, trainer, "trial", straight);
                }
            }
            expected = Samples.weights(trainer);
        }
        try (Trainer trainer = Samples.trainer(recipe)) {
            List<Trainer.EpochResult> resumed = new ArrayList<>(
                    Checkpoint.restore(file, trainer, epochs -> "trial").orElseThrow());
            resumed.add(trainer.epoch(3));
            resumed.add(trainer.epoch(4));
            assertThat(resumed).isEqualTo(straight);
            assertThat(Samples.weights(trainer)).isEqualTo(expected);
        }
    }

    @Test
    void aCheckpointOfAnotherTrialOrADamagedOneIsNotUsed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = Samples.trainer(Samples.recipe(Map.of()))) {
            List<String> before = Samples.weights(trainer);
            Checkpoint.save(file, trainer, "trial", List.of(new Trainer.EpochResult(1, 0.5)));
            assertThat(Checkpoint.restore(file, trainer, epochs -> "another")).isEmpty();
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
            assertThat(Checkpoint.restore(file, trainer, epochs -> "trial")).isEmpty();
            assertThat(file).doesNotExist();
            assertThat(folder.resolve("checkpoint.safetensors.damaged")).exists();
            assertThat(Samples.weights(trainer)).isEqualTo(before);
        }
    }

    @Test
    void aCheckpointWithAFlippedBitIsNotUsed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = Samples.trainer(Samples.recipe(Map.of()))) {
            List<String> before = Samples.weights(trainer);
            Checkpoint.save(file, trainer, "trial", List.of(new Trainer.EpochResult(1, 0.5)));
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 9; at < bytes.length; at += bytes.length / 40) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= 1;
                Files.write(file, flipped);
                assertThat(Checkpoint.restore(file, trainer, epochs -> "trial"))
                        .as("byte " + at)
                        .isEmpty();
                assertThat(Samples.weights(trainer)).isEqualTo(before);
            }
        }
    }
}
