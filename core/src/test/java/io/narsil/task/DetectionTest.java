package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /**
     * What intervals of 95 % say of detectors of blood cells and chess pieces (docs/detection.md): images, mAP, and half the interval.
     * Of that variance a third is left where the images are the same.
     */
    @ParameterizedTest
    @CsvSource({
        "87, .369, .038",
        "20, .369, .074",
        "72, .5525, .023",
        "72, .5457, .028",
        "29, .3423, .041",
        "29, .4271, .050"
    })
    void chanceMovesItByAboutWhatIntervalsSay(int images, double map, double half) {
        assertThat(task.deviation(map, images) * Math.sqrt(3) * 1.96).isBetween(0.6 * half, 1.7 * half);
    }
}
