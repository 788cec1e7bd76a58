package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.TensorEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fine-tuning: lower rates in the first stages, or none. */
class StageRatesTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    private static Map<String, TensorEntry> arrays(Trainer trainer) {
        return trainer.inUse().export().stream().collect(Collectors.toMap(TensorEntry::name, Function.identity()));
    }

    /** One step of plain SGD on all images, at the full rate. */
    private static Recipe oneStep(Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "optimizer",
                "sgd",
                "batch_size",
                "256",
                "weight_decay",
                "0.01",
                "stochastic_depth",
                "0",
                "ema",
                "off"));
        settings.putAll(changes);
        return Samples.recipe(settings);
    }

    /** The largest change of each array by one epoch. */
    private static Map<String, Double> steps(Recipe recipe) {
        try (Trainer trainer = Samples.trainer(recipe)) {
            Map<String, TensorEntry> before = arrays(trainer);
            trainer.epoch(1);
            Map<String, Double> steps = new TreeMap<>();
            arrays(trainer).forEach((name, after) -> {
                double largest = 0;
                for (int i = 0; i < after.floats().length; i++) {
                    largest = Math.max(
                            largest,
                            Math.abs(after.floats()[i] - before.get(name).floats()[i]));
                }
                steps.put(name, largest);
            });
            return steps;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "rmsprop"})
    void theStepsOfEachStageAreScaledFromTheHeadToTheStem(String optimizer) {
        Map<String, Double> alike = steps(oneStep(Map.of("optimizer", optimizer)));
        Map<String, Double> decayed = steps(oneStep(Map.of("optimizer", optimizer, "rate_decay", "0.5")));
        int stages = Samples.NETWORK.stages().size();
        assertThat(stages).isEqualTo(3);
        alike.forEach((name, step) -> {
            if (name.contains("running")) {
                return; // of batches, whatever the rates
            }
            int below = name.startsWith("stage") ? stages + 1 - (name.charAt(5) - '0') : 0;
            assertThat(decayed.get(name)).as(name).isCloseTo(step * Math.pow(0.5, below), within(1e-6 + step * 1e-3));
        });
        assertThat(alike.get("stage1.1.conv.weight")).isPositive();
    }

    /** With everything else on: EMA, weight decay, stochastic depth, dropout, mixed images. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9})
    void frozenStagesKeepEveryBit(int frozen) {
        Recipe recipe = Samples.recipe(Map.of("frozen_stages", "" + frozen, "rate_decay", "0.9"));
        try (Trainer trainer = Samples.trainer(recipe)) {
            Map<String, TensorEntry> before = arrays(trainer);
            trainer.epoch(1);
            trainer.epoch(2);
            Set<String> changed = new TreeSet<>();
            arrays(trainer).forEach((name, after) -> {
                if (!Arrays.equals(after.floats(), before.get(name).floats())) {
                    changed.add(name.substring(0, name.indexOf('.')));
                }
            });
            Set<String> free = new TreeSet<>(Set.of("head", "classifier"));
            for (int stage = frozen + 1; stage <= 3; stage++) {
                free.add("stage" + stage);
            }
            assertThat(changed).isEqualTo(free);
        }
    }

    /** A frozen stage normalises by its running statistics: its features are those of an evaluation. */
    @Test
    void whatFrozenStagesComputeIsWhatAnEvaluationDoes() {
        Recipe recipe = Samples.recipe(Map.of("frozen_stages", "3"));
        Network network = Samples.NETWORK;
        Weights weights = new Weights(Layout.of(network), TorchDevice.CPU);
        weights.start(Samples.SEEDS);
        Leaves leaves = new Leaves(weights, torch.ScalarType.Float, name -> StageRates.frozen(name, recipe));
        Tensor images = torch.randn(8, 1, 12, 12);
        Folded still = Folded.of(network, weights, leaves.precision(), name -> StageRates.frozen(name, recipe));
        TorchReader training = TorchReader.training(leaves, recipe, new Depthwise(true), still);
        List<Tensor> trained = network.features(training, images);
        List<Tensor> evaluated = network.features(TorchReader.evaluation(weights, Folded.none()), images);
        for (int s = 0; s < trained.size(); s++) {
            assertThat(trained.get(s).requires_grad()).isFalse();
            // Batch norm is in the weights of the one, so they are rounded at other places.
            assertThat(torch.allclose(trained.get(s), evaluated.get(s), 1e-4, 1e-5, false))
                    .isTrue();
        }
    }

    /** In low precision, too, whose copies of frozen weights are never written. */
    @Test
    void frozenStagesTrainInLowPrecision() {
        Recipe recipe = Samples.recipe(Map.of("frozen_stages", "2", "learning_rate", "0.01", "mixup", "0"));
        try (Trainer trainer = new Trainer(
                Samples.NETWORK, recipe, Samples.data(), Samples.SEEDS, 4, Setup.on(TorchDevice.CPU_BF16))) {
            double first = trainer.epoch(1).loss();
            trainer.epoch(2);
            assertThat(trainer.epoch(3).loss()).isLessThan(first);
        }
    }

    @Test
    void aStoppedFineTuningGoesOnWithTheSameBits() {
        Recipe recipe = Samples.recipe(Map.of("frozen_stages", "1", "rate_decay", "0.8"));
        try (Trainer whole = Samples.trainer(recipe);
                Trainer begun = Samples.trainer(recipe);
                Trainer other = Samples.trainer(recipe)) {
            whole.epoch(1);
            whole.epoch(2);
            begun.epoch(1);
            begun.state().forEach((name, tensor) -> other.state().get(name).copy_(tensor));
            other.resumeAfter(begun.steps());
            other.epoch(2);
            assertThat(Samples.weights(other)).isEqualTo(Samples.weights(whole));
        }
    }
}
