package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import org.junit.jupiter.api.Test;

class SobolPointsTest {
    /** Owen's scrambling keeps what makes a Sobol sequence one: 2^k points, one in each interval of length 2^-k. */
    @Test
    void everyCoordinateIsPerfectlyStratified() {
        for (int seed = 0; seed < 5; seed++) {
            int count = 256;
            SobolPoints points = new SobolPoints(36, new Seeds(seed).stream("sobol", 0));
            boolean[][] hit = new boolean[36][count];
            for (int i = 0; i < count; i++) {
                double[] point = points.next();
                for (int d = 0; d < point.length; d++) {
                    assertThat(point[d]).as("seed %d", seed).isBetween(0.0, 1.0 - 0x1p-32);
                    hit[d][(int) (point[d] * count)] = true;
                }
            }
            for (boolean[] coordinate : hit) {
                assertThat(coordinate).as("seed %d", seed).doesNotContain(false);
            }
        }
    }

    @Test
    void pairsOfCoordinatesFillTheSquareMoreEvenlyThanChance() {
        SobolPoints points = new SobolPoints(2, new Seeds(1).stream("sobol", 0));
        int[] cells = new int[64];
        for (int i = 0; i < 256; i++) {
            double[] p = points.next();
            int row = (int) (p[0] * 8);
            int column = (int) (p[1] * 8);
            cells[row * 8 + column]++;
        }
        assertThat(cells).containsOnly(4);
    }

    @Test
    void seedsGiveDifferentSequences() {
        double[] one = new SobolPoints(4, new Seeds(1).stream("sobol", 0)).next();
        double[] two = new SobolPoints(4, new Seeds(2).stream("sobol", 0)).next();
        assertThat(one).isNotEqualTo(two);
    }
}
