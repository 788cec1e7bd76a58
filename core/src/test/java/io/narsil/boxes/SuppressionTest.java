package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTest {
    private static final Box BOX = new Box(0, 0, 10, 10);
    private static final Box HALF = new Box(0, 0, 10, 5);

    /** Cases of tools/golden_suppression.py. */
    @ParameterizedTest
    @ValueSource(strings = {"one", "three", "ties"})
    void whatStaysIsWhatStaysInOnnxRuntime(String name) throws IOException {
        List<FoundBox> boxes = new ArrayList<>();
        List<FoundBox> stay = new ArrayList<>();
        Suppression suppression = null;
        for (String[] row : rows()) {
            if (row[0].equals(name)) {
                suppression = new Suppression(number(row[1]), number(row[2]), Integer.MAX_VALUE);
                Box box = new Box(number(row[4]), number(row[5]), number(row[6]), number(row[7]));
                boxes.add(new FoundBox(Integer.parseInt(row[3]), box, number(row[8])));
                if (row[9].equals("1")) {
                    stay.add(boxes.get(boxes.size() - 1));
                }
            }
        }
        assertThat(boxes).hasSize(60);
        assertThat(suppression.apply(boxes)).containsExactlyInAnyOrderElementsOf(stay);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static List<String[]> rows() throws IOException {
        try (InputStream in = SuppressionTest.class.getResourceAsStream("suppression.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatStaysDoesNotOverlapAndFallsInScore(long seed) {
        for (List<FoundBox> found : Scene.of(seed, 20, 2).found()) {
            List<FoundBox> stay = new Suppression(0.1, 0.3, 100).apply(found);
            assertThat(found).containsAll(stay);
            for (int i = 0; i < stay.size(); i++) {
                assertThat(stay.get(i).score()).as("seed " + seed).isGreaterThan(0.1);
                for (FoundBox later : stay.subList(i + 1, stay.size())) {
                    assertThat(later.score()).isLessThan(stay.get(i).score());
                    assertThat(later.label() != stay.get(i).label()
                                    || later.box().overlap(stay.get(i).box()) <= 0.3)
                            .as("seed " + seed)
                            .isTrue();
                }
            }
            assertThat(new Suppression(0.1, 0.3, 2).apply(found)).isEqualTo(stay.subList(0, Math.min(2, stay.size())));
            assertThat(new Suppression(0.1, 0.3, 100).apply(stay)).isEqualTo(stay);
        }
    }

    @Test
    void ofEqualScoresTheFirstStays() {
        FoundBox first = new FoundBox(0, BOX, 0.5);
        FoundBox second = new FoundBox(0, new Box(1, 0, 10, 10), 0.5);
        assertThat(new Suppression(0, 0.5, 9).apply(List.of(first, second))).containsExactly(first);
        assertThat(new Suppression(0, 0.5, 9).apply(List.of(second, first))).containsExactly(second);
        FoundBox zero = new FoundBox(0, BOX, -0.0);
        FoundBox alsoZero = new FoundBox(0, new Box(1, 0, 10, 10), 0.0);
        assertThat(new Suppression(-1, 0.5, 9).apply(List.of(zero, alsoZero))).containsExactly(zero);
    }

    @Test
    void classesDoNotDisturbEachOther() {
        FoundBox one = new FoundBox(0, BOX, 0.5);
        FoundBox other = new FoundBox(1, BOX, 0.4);
        assertThat(new Suppression(0, 0.5, 9).apply(List.of(other, one))).containsExactly(one, other);
    }

    @Test
    void thresholdsThemselves() {
        FoundBox sure = new FoundBox(0, BOX, 0.5);
        FoundBox half = new FoundBox(0, HALF, 0.25);
        assertThat(new Suppression(0, 0.5, 9).apply(List.of(sure, half))).containsExactly(sure, half);
        assertThat(new Suppression(0, 0.49, 9).apply(List.of(sure, half))).containsExactly(sure);
        assertThat(new Suppression(0.25, 0.5, 9).apply(List.of(sure, half))).containsExactly(sure);
        assertThat(new Suppression(0, 0.5, 0).apply(List.of(sure, half))).isEmpty();
        assertThat(new Suppression(0, 0.5, 9).apply(List.of())).isEmpty();
    }

    @Test
    void refusesThresholdsThatAreNone() {
        for (double overlap : new double[] {Double.NaN, -0.1, 1.1}) {
            assertThatThrownBy(() -> new Suppression(0, overlap, 9)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Suppression(Double.NaN, 0.5, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Suppression(0, 0.5, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no suppression: scores above 0.0, IoU up to 0.5 (0..1), at most -1 boxes (0 or more)");
    }
}
