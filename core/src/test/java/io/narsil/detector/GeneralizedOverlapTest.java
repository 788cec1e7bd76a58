package io.narsil.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class GeneralizedOverlapTest {
    /** Values of {@code tools/golden_giou.py}. */
    @ParameterizedTest
    @CsvFileSource(resources = "giou.csv", numLinesToSkip = 1)
    void itIsWhatCellsOfPaintedBoxesSay(
            double left,
            double top,
            double right,
            double bottom,
            double otherLeft,
            double otherTop,
            double otherRight,
            double otherBottom,
            double figure) {
        Box box = new Box(left, top, right, bottom);
        Box other = new Box(otherLeft, otherTop, otherRight, otherBottom);
        assertThat(GeneralizedOverlap.of(box, other)).isCloseTo(figure, within(1e-12));
        assertThat(GeneralizedOverlap.of(other, box)).isEqualTo(GeneralizedOverlap.of(box, other));
    }

    @Test
    void theFartherTheLess() {
        Box box = new Box(0, 0, 10, 10);
        double last = 1;
        assertThat(GeneralizedOverlap.of(box, box)).isEqualTo(last);
        for (double away = 1; away < 1e6; away *= 2) {
            double figure = GeneralizedOverlap.of(box, new Box(away, away, away + 10, away + 10));
            assertThat(figure).isLessThan(last).isGreaterThan(-1);
            last = figure;
        }
    }
}
