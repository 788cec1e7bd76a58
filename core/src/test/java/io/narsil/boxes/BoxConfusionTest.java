package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxConfusionTest {
    private static final Box LEFT = new Box(0, 0, 100, 100);
    private static final Box RIGHT = new Box(200, 0, 300, 100);

    /** The counts of tools/golden_confusion.py, which are those of FiftyOne where it knows such images. */
    @Test
    void countsAreThoseOfAnotherProgram() throws IOException {
        GoldenBoxes boxes = GoldenBoxes.read();
        List<String[]> golden = GoldenBoxes.rows("confusion.csv");
        for (String[] row : golden) {
            Scene scene = boxes.scene(row[0]);
            BoxConfusion own = BoxConfusion.of(
                    scene.classes(),
                    scene.truth(),
                    scene.found(),
                    Double.parseDouble(row[1]),
                    Double.parseDouble(row[2]));
            assertThat(own.classes()).isEqualTo(Integer.parseInt(row[3]));
            assertThat(own.matrix().stream().flatMap(List::stream).toList())
                    .as(String.join(" ", row[0], row[1], row[2]))
                    .isEqualTo(Arrays.stream(row).skip(4).map(Long::valueOf).toList());
        }
        assertThat(golden).hasSizeGreaterThanOrEqualTo(GoldenBoxes.OWN == null ? 24 : 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachObjectAndEachBoxCountsOnce(long seed) {
        Scene scene = Scene.of(seed, 20, 14);
        BoxConfusion confusion = BoxConfusion.of(scene.classes(), scene.truth(), scene.found());
        for (int label = 0; label < scene.classes(); label++) {
            int one = label;
            assertThat(confusion.matrix().get(label).stream().mapToLong(n -> n).sum())
                    .isEqualTo(scene.truth().stream()
                            .flatMap(List::stream)
                            .filter(t -> t.label() == one && !t.ignored())
                            .count());
        }
        long boxes = scene.found().stream()
                .flatMap(List::stream)
                .filter(f -> f.score() > BoxConfusion.SCORE)
                .count();
        long counted = confusion.matrix().stream()
                .mapToLong(row -> row.subList(0, scene.classes()).stream()
                        .mapToLong(n -> n)
                        .sum())
                .sum();
        assertThat(counted).isPositive().isLessThanOrEqualTo(boxes);
        assertThat(confusion.mistakes()).isNotEmpty();
        long before = Long.MAX_VALUE;
        for (BoxConfusion.Mistake mistake : confusion.mistakes()) {
            assertThat(mistake.count())
                    .isLessThanOrEqualTo(before)
                    .isEqualTo(confusion.count(mistake.label(), mistake.found()));
            before = mistake.count();
        }
    }

    @Test
    void theMoreCertainBoxTakesTheObjectThoughItsClassIsWrong() {
        BoxConfusion confusion = of(List.of(TrueBox.of(0, LEFT)), found(0, LEFT, 0.8), found(1, LEFT, 0.9));
        assertThat(confusion.matrix())
                .isEqualTo(List.of(List.of(0L, 1L, 0L), List.of(0L, 0L, 0L), List.of(1L, 0L, 0L)));
        assertThat(confusion.mistakes())
                .containsExactly(new BoxConfusion.Mistake(0, 1, 1), new BoxConfusion.Mistake(2, 0, 1));
    }

    @Test
    void aBoxMustBeAboveTheScoreAndReachTheOverlap() {
        Box half = new Box(0, 0, 100, 50);
        assertThat(of(List.of(TrueBox.of(0, LEFT)), found(0, half, 0.31)).count(0, 0))
                .isEqualTo(1);
        assertThat(of(List.of(TrueBox.of(0, LEFT)), found(0, LEFT, 0.3)).count(0, 2))
                .isEqualTo(1);
        Box less = new Box(0, 0, 100, 49.5);
        BoxConfusion apart = of(List.of(TrueBox.of(0, LEFT)), found(0, less, 0.9));
        assertThat(apart.count(0, 2)).isEqualTo(1);
        assertThat(apart.count(2, 0)).isEqualTo(1);
    }

    @Test
    void whatNeedNotBeFoundCountsNeitherWay() {
        TrueBox difficult = new TrueBox(0, LEFT, 1, false, true);
        assertThat(of(List.of(difficult)).mistakes()).isEmpty();
        assertThat(of(List.of(difficult), found(1, LEFT, 0.9)).mistakes()).isEmpty();
        // Another box on the same object lies on nothing.
        assertThat(of(List.of(difficult), found(0, LEFT, 0.9), found(0, LEFT, 0.8))
                        .mistakes())
                .containsExactly(new BoxConfusion.Mistake(2, 0, 1));
        TrueBox crowd = new TrueBox(0, LEFT, 1, true, false);
        Box within = new Box(10, 10, 20, 20);
        assertThat(of(List.of(crowd)).mistakes()).isEmpty();
        assertThat(of(List.of(crowd), found(0, within, 0.9), found(0, within, 0.8), found(1, within, 0.7))
                        .mistakes())
                .containsExactly(new BoxConfusion.Mistake(2, 1, 1));
    }

    @Test
    void withoutObjectsOrBoxesOneRowOrColumnIsLeft() {
        assertThat(of(List.of(), found(1, LEFT, 0.9), found(1, RIGHT, 0.9))
                        .matrix()
                        .get(2))
                .containsExactly(0L, 2L, 0L);
        assertThat(of(List.of(TrueBox.of(0, LEFT), TrueBox.of(1, RIGHT))).mistakes())
                .containsExactly(new BoxConfusion.Mistake(0, 2, 1), new BoxConfusion.Mistake(1, 2, 1));
        BoxConfusion none = BoxConfusion.of(2, List.of(), List.of());
        assertThat(none.mistakes()).isEmpty();
        assertThat(none.matrix()).hasSize(3).allMatch(row -> row.equals(List.of(0L, 0L, 0L)));
    }

    @Test
    void faultsAreNamed() {
        assertThatThrownBy(() -> BoxConfusion.of(1, List.of(List.of()), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("true boxes of 1 images and found boxes of 0.");
        assertThatThrownBy(() -> of(List.of(), found(2, LEFT, 0.9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("image 0, found box 0 (from 0): class 2 of 2.");
        assertThatThrownBy(() -> BoxConfusion.of(1, List.of(), List.of(), 0, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IoU from 0.0 (above 0, to 1)");
    }

    private static FoundBox found(int label, Box box, double score) {
        return new FoundBox(label, box, score);
    }

    /** One image of two classes. */
    private static BoxConfusion of(List<TrueBox> truth, FoundBox... found) {
        return BoxConfusion.of(2, List.of(truth), List.of(List.of(found)));
    }
}
