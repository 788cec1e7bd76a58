package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FinalScoresTest {
    private static final SearchSpace SPACE = SpaceFile.parse("space", """
        narsil: space/1
        name: recipes
        parameters:
          dropout: {values: [0, 0.1, 0.2, 0.3, 0.4]}
          size: {from: 1, to: 9}
        """);
    private static final List<Integer> LEVELS = List.of(3, 9, 27);

    /** Large ones are better, and dropout costs at first what it gives in the end. */
    private static FinalScores.Curve curve(int dropout, int size, int epochs, double noise) {
        Candidate candidate = SPACE.candidate(new int[] {dropout, size});
        List<Double> scores = IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> 0.9 + 0.005 * size - 0.3 / e - 0.02 * dropout * (9.0 / e - 1) / 8 + noise)
                .toList();
        return new FinalScores.Curve(candidate, scores);
    }

    private static List<FinalScores.Curve> curves(int count, int epochs, RandomGenerator random) {
        List<FinalScores.Curve> curves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            curves.add(curve(random.nextInt(5), random.nextInt(9), epochs, 0.001 * random.nextGaussian()));
        }
        return curves;
    }

    @Test
    void whatHasComeToTheEndHasItsScore() {
        FinalScores.Curve whole = curve(2, 3, 27, 0);
        FinalScores scores = new FinalScores(List.of(whole, curve(1, 1, 3, 0)), LEVELS);
        assertThat(scores.of(whole)).isCloseTo(whole.scores().get(26), within(1e-12));
    }

    @Test
    void whereNobodyIsFartherAScoreIsItself() {
        List<FinalScores.Curve> short3 = List.of(curve(0, 1, 3, 0), curve(4, 8, 3, 0));
        FinalScores scores = new FinalScores(short3, LEVELS);
        for (FinalScores.Curve curve : short3) {
            assertThat(scores.of(curve)).isCloseTo(curve.scores().get(2), within(1e-12));
        }
    }

    @Test
    void fewThatAreFartherShowTheMeanAlone() {
        List<FinalScores.Curve> some =
                List.of(curve(0, 1, 9, 0), curve(4, 8, 9, 0), curve(2, 5, 9, 0), curve(1, 1, 3, 0), curve(3, 2, 3, 0));
        FinalScores scores = new FinalScores(some, LEVELS);
        // The same factor for all errors, so the order stays.
        double first = (1 - scores.of(some.get(3))) / (1 - some.get(3).scores().get(2));
        double second = (1 - scores.of(some.get(4))) / (1 - some.get(4).scores().get(2));
        assertThat(first).isLessThan(1).isCloseTo(second, within(0.01));
    }

    /** As long as few have come farther, and these got worse, others are not expected to end below the worst score there is. */
    @Test
    void whatIsExpectedIsAScore() {
        Candidate any = SPACE.candidate(new int[] {0, 0});
        FinalScores scores = new FinalScores(
                List.of(
                        new FinalScores.Curve(any, List.of(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.2)),
                        new FinalScores.Curve(any, List.of(0.1, 0.1, 0.1))),
                LEVELS);
        assertThat(scores.of(new FinalScores.Curve(any, List.of(0.1, 0.1, 0.1))))
                .isZero();
    }

    @Test
    void aRecipeThatLooksWorseThanItEndsIsForgiven() {
        RandomGenerator random = new Seeds(5).stream("curves", 0);
        List<FinalScores.Curve> all = new ArrayList<>(curves(24, 27, random));
        FinalScores scores = new FinalScores(all, LEVELS);
        FinalScores.Curve plain = curve(0, 5, 3, 0);
        FinalScores.Curve dropped = curve(4, 5, 3, 0);
        assertThat(dropped.scores().get(2)).isLessThan(plain.scores().get(2) - 0.01);
        assertThat(scores.of(dropped)).isGreaterThan(scores.of(plain));
        assertThat(scores.of(dropped)).isCloseTo(curve(4, 5, 27, 0).scores().get(26), within(0.005));
    }

    @Test
    void theSameCurvesGiveTheSameBits() {
        List<FinalScores.Curve> all = curves(12, 27, new Seeds(1).stream("curves", 0));
        FinalScores.Curve one = curve(3, 3, 9, 0);
        assertThat(new FinalScores(all, LEVELS).of(one)).isEqualTo(new FinalScores(all, LEVELS).of(one));
    }

    @Test
    void aTrainingBeforeItsFirstRungIsRefused() {
        FinalScores scores = new FinalScores(List.of(curve(0, 0, 3, 0)), LEVELS);
        assertThatThrownBy(() -> scores.of(curve(0, 0, 2, 0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void perfectScoresStayWithinOne() {
        FinalScores.Curve perfect = new FinalScores.Curve(SPACE.candidate(new int[] {0, 0}), List.of(1.0, 1.0, 1.0));
        List<FinalScores.Curve> all = new ArrayList<>(curves(8, 27, new Seeds(2).stream("curves", 0)));
        all.add(perfect);
        assertThat(new FinalScores(all, LEVELS).of(perfect)).isBetween(0.99, 1.0);
    }
}
