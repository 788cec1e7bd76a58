package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.task.Classification;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Losses by their formulas, in 64 bits, of two images and three classes. */
class ClassificationTrainingTest {
    private static final double[][] LOGITS = {{1, -0.5, 2}, {0.25, 0.5, -1}};
    private static final int[] LABELS = {2, 0};
    private static final int[] PARTNERS = {1, 2};
    private static final double SMOOTHING = 0.1;

    private final BatchTensor input = new BatchTensor(2, 1, 1, TorchDevice.CPU);
    private final ClassificationTraining training =
            new ClassificationTraining(Samples.NETWORK, new Classification(3), SMOOTHING, Optional.empty(), input);

    @Test
    void imagesOfTwoClassesHaveTheLossOfBoth() {
        fill();
        double plain = crossEntropy(LABELS);
        double mixed = 0.75 * plain + 0.25 * crossEntropy(PARTNERS);
        assertThat((double) training.loss(logits(), 2, 1).item_float()).isCloseTo(plain, within(1e-6));
        assertThat((double) training.loss(logits(), 2, 0.75).item_float()).isCloseTo(mixed, within(1e-6));
    }

    @Test
    void aTeacherIsMatchedWhereAllItsAnswersAre() {
        double entropy = 0;
        for (double[] row : LOGITS) {
            for (int c = 0; c < row.length; c++) {
                entropy -= probability(row, c) * Math.log(probability(row, c)) / LOGITS.length;
            }
        }
        assertThat((double) training.distillation(logits(), logits(), 2, 1).item_float())
                .isCloseTo(entropy, within(1e-6));
        assertThat((double)
                        training.distillation(logits(), logits().neg(), 2, 1).item_float())
                .isGreaterThan(entropy);
    }

    @Test
    void theScoreIsTheAccuracyOfAllBatches() {
        fill();
        TaskTraining.Score score = training.score(Samples.data().validation());
        score.add(logits(), 2);
        assertThat(score.value()).isEqualTo(0.5);
        score.add(logits().narrow(0, 0, 1), 1);
        assertThat(score.value()).isEqualTo(2.0 / 3);
        assertThat(List.of(training.task().chance(), training.width())).isEqualTo(List.of(1.0 / 3, 3));
    }

    private void fill() {
        for (int i = 0; i < LABELS.length; i++) {
            input.labels()[i] = LABELS[i];
            input.partners()[i] = PARTNERS[i];
        }
    }

    private static Tensor logits() {
        Tensor logits = torch.zeros(2, 3);
        for (int i = 0; i < 6; i++) {
            new FloatPointer(logits.data_ptr_float()).put(i, (float) LOGITS[i / 3][i % 3]);
        }
        return logits;
    }

    private static double crossEntropy(int[] labels) {
        double sum = 0;
        for (int i = 0; i < LOGITS.length; i++) {
            for (int c = 0; c < 3; c++) {
                double wanted = SMOOTHING / 3 + (labels[i] == c ? 1 - SMOOTHING : 0);
                sum -= wanted * Math.log(probability(LOGITS[i], c));
            }
        }
        return sum / LOGITS.length;
    }

    private static double probability(double[] row, int c) {
        double sum = 0;
        for (double logit : row) {
            sum += Math.exp(logit);
        }
        return Math.exp(row[c]) / sum;
    }
}
