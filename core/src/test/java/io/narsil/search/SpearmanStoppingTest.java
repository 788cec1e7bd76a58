package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

class SpearmanStoppingTest {
    @Test
    void theFirstEpochThatRanksLikeTheLastIsTaken() {
        List<List<Double>> curves = List.of(
                List.of(0.3, 0.40, 0.50, 0.6),
                List.of(0.4, 0.41, 0.55, 0.7),
                List.of(0.2, 0.45, 0.60, 0.8),
                List.of(0.1, 0.46, 0.65, 0.9));
        EarlyStop stop = new SpearmanStopping(0.92, 0.9, false).find(curves, 4);
        assertThat(stop.epoch()).isEqualTo(2);
        assertThat(stop.correlation()).isEqualTo(1);
    }

    @Test
    void withoutRanksToCompareNothingIsSaved() {
        assertThat(SpearmanStopping.paper(0.92)
                        .find(List.of(List.of(0.1, 0.2), List.of(0.2, 0.3)), 2)
                        .epoch())
                .isEqualTo(2);
        List<List<Double>> equal = List.of(List.of(0.5, 0.5), List.of(0.5, 0.5), List.of(0.5, 0.5));
        assertThat(SpearmanStopping.paper(0.92).find(equal, 2).epoch()).isEqualTo(2);
    }

    /** Twenty curves whose ranks at the first epoch are the last ones but for a few swaps. */
    @Test
    void aCorrelationOfFewCurvesMustBeHigherToBeSure() {
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            curves.add(List.of(0.1 + 0.01 * (i % 5 == 0 ? i + 4 : i - 1), 0.1 + 0.01 * i));
        }
        EarlyStop paper = SpearmanStopping.paper(0.9).find(curves, 2);
        assertThat(paper.epoch()).isEqualTo(1);
        assertThat(paper.correlation()).isBetween(0.9, 0.99);
        assertThat(paper.sureness()).isBetween(0.5, 0.99);
        assertThat(new SpearmanStopping(0.9, 0.995, false).find(curves, 2).epoch())
                .isEqualTo(2);
    }

    /** Half of the recipes are bad, which the first epoch shows, and of the good ones it shows nothing. */
    @Test
    void whatAnyEpochTellsApartIsNotAnOrderThatMatters() {
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            double end = i < 24 ? 0.4 + 0.01 * i : 0.9 + 0.001 * i;
            curves.add(List.of(i < 24 ? 0.2 + 0.01 * i : 0.8 + 0.001 * (i * 7 % 24), end - 0.1, end));
        }
        EarlyStop all = new SpearmanStopping(0.8, 0.9, false).find(curves, 3);
        assertThat(all.epoch()).isEqualTo(1);
        EarlyStop usual = SpearmanStopping.usual(0.8).find(curves, 3);
        assertThat(usual.epoch()).isEqualTo(2);
        assertThat(SpearmanStopping.usual(0.8).at(curves, 3, 1).correlation()).isLessThan(0.5);
    }

    /** Four good networks are in the same order by chance in one of 24 trials. */
    @Test
    void aBetterHalfOfFewIsNeverSure() {
        for (int count : new int[] {4, 6, 8, 12, 16}) {
            List<List<Double>> curves = IntStream.range(0, count)
                    .mapToObj(i -> List.of(0.1 + 0.01 * i, 0.5 + 0.01 * i))
                    .toList();
            assertThat(SpearmanStopping.usual(0.92).find(curves, 2).early())
                    .as("%d curves", count)
                    .isEqualTo(count == 16);
        }
    }

    /** Mean ranks alone would give 1, since both epochs agree on the only network that has found anything. */
    @Test
    void whoIsTiedIsNotRankedAlike() {
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            curves.add(i == 0 ? List.of(0.001, 0.002) : List.of(0.0, 0.0));
        }
        SpearmanStopping stopping = SpearmanStopping.paper(0.92);
        assertThat(stopping.find(curves, 2)).isEqualTo(EarlyStop.none(2));
        // The variance of mean ranks 6 (eleven times) and 12 is 2.75 of the 11.92 of ranks from 1 to 12.
        assertThat(stopping.at(curves, 2, 1).correlation()).isCloseTo(2.75 / (143 / 12.0), within(1e-12));
        assertThat(stopping.at(curves, 2, 1).sureness()).isLessThan(0.01);
    }

    /** What is expected is what comes on average where ties are broken in each of all ways. */
    @Test
    void tiesCountAsIfChanceBrokeThem() {
        double[] end = {1, 2, 3, 4, 5};
        double sum = 0;
        for (double[] broken : new double[][] {{1, 2, 3, 4, 5}, {2, 1, 3, 4, 5}, {1, 2, 3, 5, 4}, {2, 1, 3, 5, 4}}) {
            sum += new SpearmansCorrelation().correlation(broken, end);
        }
        List<List<Double>> curves =
                List.of(List.of(0.1, 0.1), List.of(0.1, 0.2), List.of(0.2, 0.3), List.of(0.3, 0.4), List.of(0.3, 0.5));
        assertThat(SpearmanStopping.paper(0.9).at(curves, 2, 1).correlation()).isCloseTo(sum / 4, within(1e-12));
    }

    /** A detector's first epoch finds nothing at all. */
    @Test
    void anEpochWhoseScoresAreAllEqualIsNoStop() {
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            curves.add(List.of(0.0, 0.1 * i, 0.1 * i));
        }
        assertThat(SpearmanStopping.paper(0.92).find(curves, 3).epoch()).isEqualTo(2);
        assertThat(SpearmanStopping.paper(0.92).at(curves, 3, 1).sureness()).isZero();
    }
}
