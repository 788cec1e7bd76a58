package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarpTest {
    private static Warp of(double... accuracies) {
        return Warp.of(Arrays.stream(accuracies)
                .mapToObj(a -> new Observation(null, a))
                .toList());
    }

    @Test
    void theCeilingLiesATenthOfTheRangeAboveTheBest() {
        assertThat(of(0.5, 0.9, 0.7).ceiling()).isCloseTo(0.94, within(1e-12));
        assertThat(of(0.9, 0.9).ceiling()).isCloseTo(1.9, within(1e-12));
    }

    /** Where scores hardly differ, chance decides which is best: its lead is not made larger than it is. */
    @Test
    void theCeilingLiesTwoDeviationsOfTheBestAboveItWhereThatIsMore() {
        List<Observation> observed = List.of(
                new Observation(null, 0.88, 0.02),
                new Observation(null, 0.90, 0.01),
                new Observation(null, 0.89, 0.03));
        Warp warp = Warp.of(observed);
        assertThat(warp.ceiling()).isCloseTo(0.92, within(1e-12));
        assertThat(warp.deviation(observed.get(1))).isCloseTo(0.5, within(1e-12));
        assertThat(warp.deviation(observed.get(0))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void thereAndBackIsNowhere() {
        Warp warp = of(0.5, 0.9);
        for (double accuracy : new double[] {0.1, 0.5, 0.93}) {
            assertThat(warp.back(warp.apply(accuracy))).isCloseTo(accuracy, within(1e-12));
        }
        assertThat(Warp.NONE.back(Warp.NONE.apply(0.3))).isEqualTo(0.3);
    }

    /** Steps near the ceiling count more, so the same standard deviation is less accuracy there. */
    @Test
    void deviationsShrinkTowardsTheCeiling() {
        Warp warp = of(0.5, 0.9);
        List<Prediction> predictions = List.of(warp.back(warp.apply(0.6), 0.1), warp.back(warp.apply(0.9), 0.1));
        assertThat(predictions.get(0).deviation())
                .isGreaterThan(5 * predictions.get(1).deviation());
        assertThat(predictions.get(1).mean()).isCloseTo(0.9, within(1e-12));
    }
}
