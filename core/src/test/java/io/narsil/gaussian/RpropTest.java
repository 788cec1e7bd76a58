package io.narsil.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RpropTest {
    /** A long valley, steep in one direction and flat in the other. */
    private static double valley(double[] x, double[] gradient) {
        gradient[0] = 200 * (x[0] - 1);
        gradient[1] = 0.02 * (x[1] + 2);
        return 100 * (x[0] - 1) * (x[0] - 1) + 0.01 * (x[1] + 2) * (x[1] + 2);
    }

    @Test
    void itFindsTheEndOfAValley() {
        Rprop.Minimum minimum = Rprop.minimise(RpropTest::valley, new double[] {3, 3}, 200);
        assertThat(minimum.x()[0]).isCloseTo(1, within(0.01));
        assertThat(minimum.x()[1]).isCloseTo(-2, within(0.1));
        assertThat(minimum.value()).isEqualTo(valley(minimum.x(), new double[2]));
    }

    @Test
    void whereThereIsNoValueItTurnsBack() {
        Rprop.Function half = (x, gradient) -> {
            gradient[0] = 1;
            return x[0] < 0 ? Double.POSITIVE_INFINITY : x[0];
        };
        Rprop.Minimum minimum = Rprop.minimise(half, new double[] {2}, 100);
        assertThat(minimum.x()[0]).isBetween(0.0, 0.1);
    }
}
