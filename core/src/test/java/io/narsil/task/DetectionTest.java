package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectionTest {
    private final Detection task = new Detection(3);

    @Test
    void itIsScoredByMeanPrecision() {
        assertThat(task.key()).isEqualTo("detection");
        assertThat(task.scoreName()).isEqualTo("map");
        assertThat(task.scoreText()).isEqualTo("mAP");
        assertThat(task.higherIsBetter()).isTrue();
        assertThatThrownBy(() -> new Detection(0)).hasMessage("a detection has at least 1 class, not 0");
    }

    /** No loss, however large, is that of guessing: a training whose boxes are too bad to count has not diverged by that. */
    @Test
    void nothingIsGuessed() {
        Guessing guessing = task.guessing(new int[] {0, 0, 0});
        assertThat(guessing.lucky()).isZero();
        assertThat(guessing.loss()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(task.chance()).isZero();
    }
}
