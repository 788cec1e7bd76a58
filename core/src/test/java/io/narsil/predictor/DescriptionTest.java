package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a predictor sees of a candidate. */
class DescriptionTest {
    private final SearchSpace space = SpaceFile.parse("s.yaml", """
            narsil: space/1
            name: t
            parameters: {a: [16, 64, 32], b: [1, 2], c: [1, 2], d: [1, 2], e: [1, 2], only: [7], kind: [x, y, z]}
            recipe: {rate: [0.1, 0.2]}
            """);

    private double[] point(Choices choices, int... genes) {
        double[] point = new double[choices.width()];
        choices.write(space.candidate(genes), point, 0);
        return point;
    }

    /** Ordinal: 32 is half way between 16 and 64; one-hot: names are all at a distance of 1. */
    @Test
    void numbersAreOrdinalAndNamesAreOneHot() {
        Choices choices = new Choices(space, true);
        assertThat(choices.parameterOf()).containsExactly(0, 1, 2, 3, 4, 5, 5, 5, 6);
        double[] first = point(choices, 0, 0, 0, 0, 0, 0, 0, 0);
        double[] second = point(choices, 1, 1, 0, 0, 0, 0, 1, 1);
        double[] third = point(choices, 2, 0, 0, 0, 0, 0, 2, 0);
        assertThat(first[0]).isEqualTo(0);
        assertThat(second[0]).isEqualTo(1);
        assertThat(third[0]).isEqualTo(0.5);
        for (double[] other : List.of(second, third)) {
            double square = 0;
            for (int c = 5; c < 8; c++) {
                square += (first[c] - other[c]) * (first[c] - other[c]);
            }
            assertThat(square).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void withoutRecipesTheyDoNotCount() {
        assertThat(new Choices(space, false).width()).isEqualTo(8);
    }

    /** Four parameters share their values: two chose 1 and two chose 2; of the earlier half both chose 1. */
    @Test
    void choicesAreCountedInAllAndByHalves() {
        var candidate = space.candidate(new int[] {0, 0, 0, 1, 1, 0, 0, 0});
        assertThat(new Counts(space, false).of(candidate)).containsExactly(2, 2);
        assertThat(new Counts(space, true).of(candidate)).containsExactly(2, 2, 2, 0, 0, 2);
    }

    @Test
    void statisticsAreThoseOfTheWholeThenOfEveryStage() {
        StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
        var candidate =
                costs.space().candidate(new int[costs.space().parameters().size()]);
        float[] row = new FreeStatistics(costs).of(candidate);
        assertThat(row[0]).isEqualTo(FreeStatistics.log(costs.of(candidate).macs()));
        assertThat(row[1]).isEqualTo(FreeStatistics.log(costs.of(candidate).params()));
        assertThat(row[3])
                .isEqualTo(FreeStatistics.log(costs.stages(candidate).get(0).macs()));
    }

    @Test
    void theQuickLogarithmIsWithinAHundredth() {
        for (long count = 0; count < 1L << 40; count = 2 * count + 1 + count / 3) {
            assertThat((double) FreeStatistics.log(count))
                    .as("%d", count)
                    .isCloseTo(Math.log(count + 1.0) / Math.log(2), within(0.01));
        }
    }

    @Test
    void columnsAreStandardisedAndConstantOnesAreNothing() {
        Standard standard = Standard.of(List.of(new float[] {1, 5}, new float[] {3, 5}));
        assertThat(standard.apply(new float[] {1, 5})).containsExactly(-1, 0);
        assertThat(standard.apply(new float[] {4, 9})).containsExactly(2, 0);
        double[] to = new double[3];
        standard.write(new float[] {4, 9}, to, 1);
        assertThat(to).containsExactly(0, 2, 0);
    }
}
