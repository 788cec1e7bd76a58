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

    @Test
    void thereIsAtLeastOneClass() {
        assertThatThrownBy(() -> new Classification(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a classification has at least 1 class, not 0");
    }
}
