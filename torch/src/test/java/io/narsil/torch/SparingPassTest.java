package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pass that keeps little memory gives the bits of one that keeps all: gradients, statistics, and random numbers afterwards. */
class SparingPassTest {
    private static final int STEPS = 3;

    @ParameterizedTest(name = "{0} frozen stages, stochastic depth {1}, bf16 {2}")
    @CsvSource({"0, 0, false", "0, 0.3, false", "1, 0.3, false", "3, 0.3, false", "9, 0, false", "0, 0.3, true"})
    void givesTheSameBits(int frozen, String stochasticDepth, boolean lowPrecision) {
        Recipe recipe = Samples.recipe(Map.of("frozen_stages", "" + frozen, "stochastic_depth", stochasticDepth));
        TorchDevice device = lowPrecision ? TorchDevice.CPU_BF16 : TorchDevice.CPU;
        List<float[]> whole = steps(recipe, device, false);
        List<float[]> sparing = steps(recipe, device, true);
        assertThat(whole.get(0)).as("gradients").containsAnyOf(nonzero(whole.get(0)));
        for (int i = 0; i < whole.size(); i++) {
            assertThat(sparing.get(i)).as("array %s", i).isEqualTo(whole.get(i));
        }
    }

    private static float[] nonzero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return new float[] {value};
            }
        }
        throw new AssertionError("all are 0");
    }

    /** Gradients, statistics and random numbers after each of some steps. */
    private static List<float[]> steps(Recipe recipe, TorchDevice device, boolean sparing) {
        Network network = Samples.NETWORK;
        List<float[]> found = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            Weights weights = new Weights(Layout.of(network), device);
            weights.start(Samples.SEEDS);
            Leaves leaves = new Leaves(weights, device.precision(), name -> StageRates.frozen(name, recipe));
            Folded still = Folded.of(network, weights, device.precision(), name -> StageRates.frozen(name, recipe));
            torch.manual_seed(8);
            Tensor labels = torch.randint(2, new long[] {16}).to(torch.ScalarType.Long);
            for (int i = 0; i < STEPS; i++) {
                Tensor images = torch.randn(16, 12, 12, 1).permute(0, 3, 1, 2);
                TrainingPass pass = TrainingPass.of(
                        network, (reader, x) -> network.accept(reader, x), leaves, recipe, still, device, sparing);
                Tensor outputs = pass.outputs(images).to(torch.ScalarType.Float);
                pass.differentiate(torch.cross_entropy_loss(outputs, labels, new TensorOptional(), 1, -100, 0.1));
                found.add(Floats.of(leaves.gradients()));
                found.add(Floats.of(weights.statistics()));
            }
            found.add(Floats.of(torch.randn(4)));
        }
        return found;
    }

    /** With everything else on: mixed images, dropout, EMA. */
    @Test
    void aTrainingThatSparesMemoryIsTheSame() {
        Recipe recipe = Samples.recipe(Map.of());
        List<String> whole = trained(recipe, "false");
        assertThat(trained(recipe, "true")).isEqualTo(whole);
    }

    private static List<String> trained(Recipe recipe, String sparing) {
        System.setProperty(Sparing.PROPERTY, sparing);
        try (Trainer trainer = Samples.trainer(recipe)) {
            trainer.epoch(1);
            return Samples.weights(trainer);
        } finally {
            System.clearProperty(Sparing.PROPERTY);
        }
    }

    @Test
    void memoryIsSparedWhereATrainingWouldTakeMoreThanThereIs() {
        // 2 million outputs of 32 images, 4.4 times in 32 bits, are 1.13 GB.
        assertThat(Sparing.wanted(2_000_000, 32, 2L << 30)).isFalse();
        assertThat(Sparing.wanted(2_000_000, 32, 1L << 30)).isTrue();
    }
}
