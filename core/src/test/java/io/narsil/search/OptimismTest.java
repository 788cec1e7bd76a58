package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimismTest {
    /** Quantiles of Python's statistics.NormalDist: inv_cdf(1 - 1 / n). */
    @Test
    void itIsTheQuantileThatOneOfAllTrainingsIsAbove() {
        Optimism growing = Optimism.growing();
        assertThat(growing.deviations(3)).isCloseTo(0.43072729929545767, within(1e-9));
        assertThat(growing.deviations(12)).isCloseTo(1.382994127100638, within(1e-9));
        assertThat(growing.deviations(108)).isCloseTo(2.3550840094933694, within(1e-9));
        assertThat(growing.deviations(2_000)).isCloseTo(3.2905267314919255, within(1e-9));
    }

    @Test
    void itIsNeverNegativeAndNeverFalls() {
        double before = 0;
        for (int trained = 0; trained < 5_000; trained++) {
            double now = Optimism.growing().deviations(trained);
            assertThat(now)
                    .as("%d trained", trained)
                    .isGreaterThanOrEqualTo(before)
                    .isLessThan(4);
            before = now;
        }
    }

    @Test
    void aConstantStaysWhatItIs() {
        assertThat(Optimism.constant(1.5).deviations(0)).isEqualTo(1.5);
        assertThat(Optimism.constant(1.5).deviations(1_000)).isEqualTo(1.5);
    }
}
