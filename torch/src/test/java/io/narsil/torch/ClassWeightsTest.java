package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.recipe.Recipe;
import io.narsil.task.Classification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Golden losses from {@code tools/class_scores.py}, which has PyTorch compute them in 64 bits. */
class ClassWeightsTest {
    private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 1, 1};

    private final BatchTensor input = new BatchTensor(2, 1, 1, TorchDevice.CPU);
    private final Tensor logits = Tensor.create(1f, -0.5f, 2f, 0.25f, 0.5f, -1f).view(2, 3);

    private ClassificationTraining training(double smoothing) {
        long[] labels = {2, 0};
        long[] partners = {0, 2};
        System.arraycopy(labels, 0, input.labels(), 0, 2);
        System.arraycopy(partners, 0, input.partners(), 0, 2);
        Tensor weights = Tensor.create(0.5f, 1f, 3f);
        return new ClassificationTraining(
                Samples.NETWORK, new Classification(3), smoothing, Optional.of(weights), input);
    }

    @Test
    void lossesAreThoseOfPyTorch() {
        assertLoss(training(0).loss(logits, 2, 1), 0.4533351967882874);
        assertLoss(training(0.1).loss(logits, 2, 1), 0.5580971015501921);
        assertLoss(training(0.1).loss(logits, 2, 0.75), 0.9186756410530312);
        assertLoss(training(0.1).distillation(logits, logits.neg(), 2, 0.75), 2.2255855352715934);
    }

    private static void assertLoss(Tensor loss, double golden) {
        assertThat((double) loss.item_float()).isCloseTo(golden, within(1e-6));
    }

    /** So a network that learned nothing is known by its loss, whatever the weights. */
    @Test
    void equalProbabilitiesHaveTheLossOfGuessing() {
        assertLoss(training(0.1).loss(torch.zeros(2, 3), 2, 0.3), Math.log(3));
    }

    @Test
    void weightsAreInverseFrequenciesToAPower() {
        assertThat(ClassWeights.weights(2, LABELS, 1)).containsExactly(8.0 / 12, 2);
        assertThat(ClassWeights.weights(2, LABELS, 0.5)).containsExactly(Math.sqrt(8.0 / 12), Math.sqrt(2));
        assertThat(ClassWeights.weights(3, LABELS, 1)[2]).isFinite();
    }

    @Test
    void noWeightsAreNoTensor() {
        assertThat(ClassWeights.of(Samples.recipe(Map.of()), 2, LABELS, TorchDevice.CPU))
                .isEmpty();
        Recipe balanced = Samples.recipe(Map.of("class_weights", "balanced"));
        assertThat(Floats.of(
                        ClassWeights.of(balanced, 2, LABELS, TorchDevice.CPU).orElseThrow()))
                .containsExactly(8f / 12, 2f);
    }

    @Test
    void theSettingActsWhereClassesAreUnequal() {
        assertThat(trained("balanced")).isNotEqualTo(trained("none"));
        assertThat(trained("0.5")).isEqualTo(trained("sqrt")).isNotEqualTo(trained("balanced"));
    }

    private static List<String> trained(String weights) {
        DataSet all = Samples.data();
        ImageSet train = all.train();
        int[] labels = train.labels().clone();
        // Few are of class 1 now; what they show does not matter here.
        Arrays.fill(labels, 0, 3 * labels.length / 4, 0);
        ImageSet unequal = new ImageSet(train.pixels(), labels, train.channels(), train.size());
        DataSet data = DataSet.of("unequal", all.classes(), unequal, all.validation(), all.test());
        Recipe recipe = Samples.recipe(Map.of("class_weights", weights));
        try (Trainer trainer =
                new Trainer(Samples.NETWORK, recipe, data, Samples.SEEDS, 1, Setup.on(TorchDevice.CPU))) {
            trainer.epoch(1);
            return Samples.weights(trainer);
        }
    }
}
