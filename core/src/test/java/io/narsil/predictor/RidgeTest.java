package io.narsil.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private final RandomGenerator random = new Seeds(3).stream("ridge", 0);

    private double[][] rows(int count, int columns) {
        double[][] rows = new double[count][columns];
        for (double[] row : rows) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextGaussian();
            }
        }
        return rows;
    }

    @Test
    void aPlaneIsFound() {
        double[][] rows = rows(40, 3);
        double[] values = new double[40];
        for (int i = 0; i < 40; i++) {
            values[i] = 5 + 2 * rows[i][0] - rows[i][1];
        }
        Ridge ridge = Ridge.fit(rows, values);
        // The least penalty leaves a tenth.
        assertThat(ridge.predict(new double[] {1, 1, 1})).isCloseTo(6, within(0.2));
    }

    @Test
    void whatIsNoiseIsLeftOut() {
        double[][] rows = rows(30, 20);
        double[] values = new double[30];
        double mean = 0;
        for (int i = 0; i < 30; i++) {
            values[i] = random.nextGaussian();
            mean += values[i] / 30;
        }
        Ridge ridge = Ridge.fit(rows, values);
        double moved = 0;
        for (double[] row : rows(50, 20)) {
            moved += Math.abs(ridge.predict(row) - mean) / 50;
        }
        assertThat(moved).isLessThan(0.25);
    }

    @Test
    void nothingIsExtrapolatedFar() {
        double[][] rows = {{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}};
        Ridge ridge = Ridge.fit(rows, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(ridge.predict(new double[] {1000})).isLessThan(13);
        assertThat(ridge.predict(new double[] {Double.NaN})).isCloseTo(4.5, within(1e-9));
    }

    @Test
    void fewRowsAndColumnsThatNeverVaryGiveTheMean() {
        assertThat(Ridge.fit(new double[][] {{1}, {2}}, new double[] {3, 5}).predict(new double[] {9}))
                .isCloseTo(4, within(1e-12));
        double[][] same = {{1}, {1}, {1}, {1}, {1}, {1}, {1}};
        assertThat(Ridge.fit(same, new double[] {1, 2, 3, 4, 5, 6, 7}).predict(new double[] {2}))
                .isCloseTo(4, within(1e-12));
    }
}
