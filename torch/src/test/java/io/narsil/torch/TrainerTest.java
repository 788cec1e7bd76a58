package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.recipe.Recipe;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @Test
    void itLearns() {
        try (Trainer trainer =
                Samples.trainer(Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01")))) {
            Trainer.EpochResult first = trainer.epoch(1);
            Trainer.EpochResult last = first;
            for (int epoch = 2; epoch <= Samples.EPOCHS; epoch++) {
                last = trainer.epoch(epoch);
            }
            assertThat(last.loss()).isLessThan(first.loss());
            assertThat(last.score())
                    .as("loss from %s to %s", first.loss(), last.loss())
                    .isGreaterThan(0.9);
        }
    }

    /** Convolutions in bf16: other bits, and as good an answer. */
    @Test
    void itLearnsInLowPrecisionToo() {
        Recipe recipe = Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01"));
        try (Trainer trainer = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        Samples.data(),
                        Samples.SEEDS,
                        Samples.EPOCHS,
                        Setup.on(TorchDevice.CPU_BF16));
                Trainer exact = Samples.trainer(recipe)) {
            Trainer.EpochResult last = null;
            double loss = exact.epoch(1).loss();
            for (int epoch = 1; epoch <= Samples.EPOCHS; epoch++) {
                last = trainer.epoch(epoch);
                if (epoch == 1) {
                    assertThat(last.loss()).isNotEqualTo(loss).isCloseTo(loss, within(0.05));
                }
            }
            assertThat(last.score()).isGreaterThan(0.9);
        }
    }

    /** Every setting that a space may search changes what is trained. */
    @ParameterizedTest
    @CsvSource({
        "optimizer, sgd",
        "learning_rate, 0.004",
        "schedule, cosine",
        "final_rate, 0.1",
        "warmup_epochs, 1",
        "batch_size, 64",
        "weight_decay, 0.01",
        "label_smoothing, 0",
        "dropout, 0",
        "stochastic_depth, 0",
        "mixup, 0",
        "ema, off",
        "ema_decay, 0.2",
        "auto_augment, 1",
        "rand_augment, 5",
        "crop, 0",
        "resized_crop, 0.5",
        "flip, off",
        "rate_decay, 0.5",
        "frozen_stages, 1",
        "zoom, 0.5",
        "training_size, 0.75",
    })
    void everySettingActs(String name, String value) {
        try (Trainer with = Samples.trainer(Samples.recipe(Map.of(name, value)));
                Trainer without = Samples.trainer(Samples.recipe(Map.of()))) {
            with.epoch(1);
            without.epoch(1);
            assertThat(Samples.weights(with)).isNotEqualTo(Samples.weights(without));
        }
    }

    @Test
    void weightDecayLeavesBatchNormAndBiasesAlone() {
        Layout layout = Layout.of(Samples.NETWORK);
        for (Layout.Slot slot : layout.slots()) {
            boolean decayed = slot.role() != Layout.Role.STATISTIC && slot.offset() < layout.weights();
            boolean weight = slot.shape().length > 1;
            assertThat(decayed).as(slot.name()).isEqualTo(weight);
        }
    }

    @Test
    void theNetworkHasAsManyTrainableNumbersAsItsCostSays() {
        long count = Layout.of(Samples.NETWORK).slots().stream()
                .filter(s -> s.role() != Layout.Role.STATISTIC)
                .mapToLong(Layout.Slot::size)
                .sum();
        assertThat(count).isEqualTo(Samples.NETWORK.cost().trainable());
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrial() {
        try (Trainer trainer = Samples.trainer(
                Samples.recipe(Map.of("learning_rate", "10", "optimizer", "sgd", "sgd_factor", "1000")))) {
            assertThatThrownBy(() -> {
                        for (int epoch = 1; epoch <= 4; epoch++) {
                            trainer.epoch(epoch);
                        }
                    })
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("the loss was");
        }
    }
}
