package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClassificationTest {
    @Test
    void aGuessIsRightForOneClassOfAll() {
        Task task = new Classification(4);
        assertThat(task.chance()).isEqualTo(0.25);
        assertThat(task.outputs()).isEqualTo(4);
        assertThat(task.scoreName()).isEqualTo("accuracy");
        assertThat(task.higherIsBetter()).isTrue();
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

    @Test
    void thereIsAtLeastOneClass() {
        assertThatThrownBy(() -> new Classification(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a classification has at least 1 class, not 0");
    }
}
