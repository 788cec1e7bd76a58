package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassificationTest {
    @Test
    void aGuessIsRightForOneClassOfAll() {
        Task task = new Classification(4);
        assertThat(task.chance()).isEqualTo(0.25);
        assertThat(task.scoreName()).isEqualTo("accuracy");
        assertThat(task.higherIsBetter()).isTrue();
    }

    /** A third of the binomial's variance; all images right is not sure either. */
    @Test
    void chanceMovesAScoreByAShareOfTheBinomialsVariance() {
        Task task = new Classification(4);
        assertThat(task.deviation(0.5, 298)).isCloseTo(Math.sqrt(0.25 / 3 / 298), within(1e-12));
        assertThat(task.deviation(1, 98)).isCloseTo(Math.sqrt(0.99 * 0.01 / 3 / 98), within(1e-12));
        assertThat(task.deviation(0, 98)).isCloseTo(task.deviation(1, 98), within(1e-15));
    }

    /** Of six images, three of one class: a standard deviation of luck is the binomial's. */
    @Test
    void theBestConstantAnswerNamesTheCommonestClass() {
        Guessing guessing = new Classification(4).guessing(new int[] {2, 0, 2, 1, 2, 0});
        assertThat(guessing.score()).isEqualTo(0.5);
        assertThat(guessing.deviation()).isEqualTo(Math.sqrt(0.25 / 6));
        assertThat(guessing.lucky()).isEqualTo(0.5 + Math.sqrt(0.25 / 6));
        assertThat(guessing.loss()).isEqualTo(Math.log(4));
    }

    @Test
    void equalClassesAreGuessedWithChance() {
        Task task = new Classification(3);
        assertThat(task.guessing(new int[] {0, 1, 2, 2, 1, 0}).score()).isEqualTo(task.chance());
    }

    /** A constant answer finds one class of those that there are; luck is that of each recall. */
    @Test
    void aConstantAnswerIsJudgedByTheScore() {
        int[] labels = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        Guessing balanced = new Classification(3, ClassScore.BALANCED_ACCURACY).guessing(labels);
        assertThat(balanced.score()).isEqualTo(0.5);
        assertThat(balanced.deviation()).isCloseTo(Math.sqrt(0.25 / 9 + 0.25) / 2, within(1e-15));
        Guessing f1 = new Classification(3, ClassScore.MACRO_F1).guessing(labels);
        Confusion constant = Confusion.of(3, labels, new int[labels.length]);
        assertThat(f1.score()).isCloseTo(constant.macroF1(), within(1e-15));
        assertThat(f1.deviation()).isBetween(0.0, 0.1);
        assertThat(f1.loss()).isEqualTo(Math.log(3));
    }

    @Test
    void chanceIsTheScoreOfOneClassAmongEqualOnes() {
        for (ClassScore score : ClassScore.values()) {
            Confusion constant = Confusion.of(4, new int[] {0, 1, 2, 3}, new int[4]);
            assertThat(new Classification(4, score).chance())
                    .as(score.key())
                    .isCloseTo(score.of(constant), within(1e-15));
        }
        assertThat(new Classification(2, ClassScore.MACRO_F1).scoreText()).isEqualTo("macro F1");
        assertThat(new Classification(2, ClassScore.BALANCED_ACCURACY).scoreName())
                .isEqualTo("balanced_accuracy");
    }

    @Test
    void thereIsAtLeastOneClass() {
        assertThatThrownBy(() -> new Classification(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a classification has at least 1 class, not 0");
    }
}
