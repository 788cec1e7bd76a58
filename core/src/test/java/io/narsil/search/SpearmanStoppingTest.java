package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpearmanStoppingTest {
    @Test
    void theFirstEpochThatRanksLikeTheLastIsTaken() {
        List<List<Double>> curves = List.of(
                List.of(0.3, 0.40, 0.50, 0.6),
                List.of(0.4, 0.41, 0.55, 0.7),
                List.of(0.2, 0.45, 0.60, 0.8),
                List.of(0.1, 0.46, 0.65, 0.9));
        EarlyStop stop = new SpearmanStopping(0.92, 0.9).find(curves, 4);
        assertThat(stop.epoch()).isEqualTo(2);
        assertThat(stop.correlation()).isEqualTo(1);
    }

    @Test
    void withoutRanksToCompareNothingIsSaved() {
        assertThat(new SpearmanStopping(0.92, 0.5)
                        .find(List.of(List.of(0.1, 0.2), List.of(0.2, 0.3)), 2)
                        .epoch())
                .isEqualTo(2);
        List<List<Double>> equal = List.of(List.of(0.5, 0.5), List.of(0.5, 0.5), List.of(0.5, 0.5));
        assertThat(new SpearmanStopping(0.92, 0.5).find(equal, 2).epoch()).isEqualTo(2);
    }

    /** Twenty curves whose ranks at the first epoch are the last ones but for a few swaps. */
    @Test
    void aCorrelationOfFewCurvesMustBeHigherToBeSure() {
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            curves.add(List.of(0.1 + 0.01 * (i % 5 == 0 ? i + 4 : i - 1), 0.1 + 0.01 * i));
        }
        EarlyStop paper = new SpearmanStopping(0.9, 0.5).find(curves, 2);
        assertThat(paper.epoch()).isEqualTo(1);
        assertThat(paper.correlation()).isBetween(0.9, 0.99);
        assertThat(paper.sureness()).isBetween(0.5, 0.99);
        assertThat(new SpearmanStopping(0.9, 0.995).find(curves, 2).epoch()).isEqualTo(2);
    }
}
