package io.narsil.latency.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RidgeTest {
    private static final int COLUMNS = 6;

    /** Rows of tools/golden_ridge.py by their case: columns, target, weight, prediction, penalty. */
    private static Map<Integer, List<double[]>> golden() throws IOException {
        Map<Integer, List<double[]>> cases = new TreeMap<>();
        try (InputStream in = RidgeTest.class.getResourceAsStream("ridge.csv")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        double[] values = Arrays.stream(line.split(","))
                                .mapToDouble(Double::parseDouble)
                                .toArray();
                        cases.computeIfAbsent((int) values[0], k -> new ArrayList<>())
                                .add(Arrays.copyOfRange(values, 1, values.length));
                    });
        }
        return cases;
    }

    @Test
    void predictionsAndPenaltiesAreThoseOfNumpy() throws Exception {
        Map<Integer, List<double[]>> cases = golden();
        assertThat(cases).hasSize(4);
        cases.forEach((number, rows) -> {
            double[][] x = rows.stream().map(r -> Arrays.copyOf(r, COLUMNS)).toArray(double[][]::new);
            Ridge ridge = Ridge.fit(
                    x,
                    rows.stream().mapToDouble(r -> r[COLUMNS]).toArray(),
                    rows.stream().mapToDouble(r -> r[COLUMNS + 1]).toArray());
            assertThat(ridge.penalty()).as("case " + number).isEqualTo(rows.get(0)[COLUMNS + 3]);
            for (int i = 0; i < x.length; i++) {
                assertThat(ridge.predict(x[i])).isCloseTo(rows.get(i)[COLUMNS + 2], within(1e-6));
            }
        });
        assertThat(cases.values().stream()
                        .map(rows -> rows.get(0)[COLUMNS + 3])
                        .distinct()
                        .count())
                .isGreaterThan(2);
    }

    @Test
    void columnsThatNeverVaryTeachNothing() {
        double[][] x = {{1, 3}, {2, 3}, {3, 3}, {4, 3}};
        Ridge ridge = Ridge.fit(x, new double[] {2, 4, 6, 8}, new double[] {1, 1, 1, 1});
        assertThat(ridge.weights()[1]).isZero();
        assertThat(ridge.predict(new double[] {5, 99})).isCloseTo(10, within(0.01));
    }
}
