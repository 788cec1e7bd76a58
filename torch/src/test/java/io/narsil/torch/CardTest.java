package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.narsil.config.UserException;
import io.narsil.recipe.Recipe;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a graphics card computes, beside the processor. Skipped where there is no card, or no build for one. */
class CardTest {
    private static final Recipe RECIPE = Samples.recipe(
            Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01", "dropout", "0", "stochastic_depth", "0"));

    @BeforeAll
    static void card() {
        try {
            TorchDevice.cuda(0, false);
        } catch (UserException | LinkageError e) {
            abort(e.getMessage());
        }
        torch.set_num_threads(1);
    }

    private static Trainer trainer(TorchDevice device, Recipe recipe) {
        return new Trainer(Samples.NETWORK, recipe, Samples.data(), Samples.SEEDS, Samples.EPOCHS, Setup.on(device));
    }

    private static float[] logits(Trainer trainer) {
        FloatBuffer logits =
                trainer.logits(Samples.data().validation(), 40).get(1).bytes().asFloatBuffer();
        float[] values = new float[logits.remaining()];
        logits.get(values);
        return values;
    }

    /** Of the same weights an evaluation gives the processor's logits: true 32 bits, whatever trains. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLogitsAreTheProcessors(boolean low) {
        try (Trainer here = trainer(TorchDevice.CPU, RECIPE);
                Trainer there = trainer(TorchDevice.cuda(0, low), RECIPE)) {
            float[] expected = logits(here);
            float[] found = logits(there);
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).as("logit %d", i).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }

    /** The same batches and the same start: after an epoch the losses still agree to some digits. */
    @Test
    void anEpochIsTheProcessorsWithinRounding() {
        try (Trainer here = trainer(TorchDevice.CPU, RECIPE);
                Trainer there = trainer(TorchDevice.cuda(0, false), RECIPE);
                Trainer low = trainer(TorchDevice.cuda(0, true), RECIPE)) {
            double expected = here.epoch(1).loss();
            assertThat(there.epoch(1).loss()).isCloseTo(expected, within(1e-3));
            assertThat(low.epoch(1).loss()).isCloseTo(expected, within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itLearns(boolean low) {
        try (Trainer trainer = trainer(TorchDevice.cuda(0, low), RECIPE)) {
            double score = 0;
            for (int epoch = 1; epoch <= Samples.EPOCHS; epoch++) {
                score = trainer.epoch(epoch).score();
            }
            assertThat(score).isGreaterThan(0.9);
        }
    }

    /** With all that draws at random: the same bits twice, and after a stop between two epochs. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameBitsAgainAndAfterAStop(boolean low, @TempDir Path folder) {
        Recipe recipe =
                Samples.recipe(Map.of("dropout", "0.2", "stochastic_depth", "0.2", "mixup", "0.2", "ema", "on"));
        TorchDevice device = TorchDevice.cuda(0, low);
        List<float[]> ends = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Trainer trainer = trainer(device, recipe)) {
                trainer.epoch(1);
                trainer.epoch(2);
                ends.add(logits(trainer));
            }
        }
        Path file = folder.resolve("checkpoint");
        try (Trainer first = trainer(device, recipe)) {
            Checkpoint.save(file, first, "identity", List.of(first.epoch(1)));
        }
        try (Trainer second = trainer(device, recipe)) {
            assertThat(Checkpoint.restore(file, second, epochs -> "identity")).isPresent();
            second.epoch(2);
            ends.add(logits(second));
        }
        assertThat(ends.get(1)).containsExactly(ends.get(0));
        assertThat(ends.get(2)).containsExactly(ends.get(0));
    }

    /** More workers than cards: they share them. */
    @Test
    void workersShareCards() {
        int cards = torch.cuda_device_count();
        assertThat(TorchDevice.cuda(cards, true).index()).isZero();
        assertThat(TorchDevice.cuda(cards, true)).isEqualTo(TorchDevice.cuda(0, true));
    }
}
