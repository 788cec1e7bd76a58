package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionsTest {
    private static final TrueBox TRUE = TrueBox.of(1, new Box(0, 0, 10, 10));
    private static final FoundBox FOUND = new FoundBox(1, new Box(0, 0, 10, 10), 0.5);

    private static List<List<FoundBox>> each(Scene scene, UnaryOperator<FoundBox> change) {
        return scene.found().stream()
                .map(boxes -> boxes.stream().map(change).toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void allObjectsFoundAndNothingElseIsOne(long seed) {
        Scene scene = Scene.of(seed, 20, 3);
        Scene perfect = scene.with(scene.truth().stream()
                .map(boxes -> boxes.stream()
                        .map(box -> new FoundBox(box.label(), box.box(), 0.5))
                        .toList())
                .toList());
        DetectionScores scores = perfect.match().scores();
        assertThat(List.of(scores.ap(), scores.ap50(), scores.ap75(), scores.ar100()))
                .as("seed " + seed)
                .containsOnly(OptionalDouble.of(1));
        assertThat(scores.classes()).allMatch(c -> c.wanted() > 0 && c.ap().equals(OptionalDouble.of(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void onlyTheOrderOfScoresMatters(long seed) {
        Scene scene = Scene.of(seed, 20, 3);
        Scene other = scene.with(each(scene, f -> new FoundBox(f.label(), f.box(), Math.log(f.score()) * 7)));
        assertThat(other.match().scores())
                .as("seed " + seed)
                .isEqualTo(scene.match().scores());
        Scene reversed = scene.with(each(scene, f -> new FoundBox(f.label(), f.box(), -f.score())));
        assertThat(reversed.match().scores()).isNotEqualTo(scene.match().scores());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfImagesDoesNotMatter(long seed) {
        Scene scene = Scene.of(seed, 20, 3);
        Scene shuffled = scene.images(Shuffle.indices(20, new Seeds(seed).stream("order", 0)));
        assertThat(shuffled.match().scores())
                .as("seed " + seed)
                .isEqualTo(scene.match().scores());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aBoxWhereNothingIsNeverHelps(long seed) {
        Scene scene = Scene.of(seed, 20, 3);
        DetectionScores before = scene.match().scores();
        int lower = 0;
        for (double score : new double[] {-1, 0.5, 2}) {
            List<List<TrueBox>> truth = new ArrayList<>(scene.truth());
            List<List<FoundBox>> found = new ArrayList<>(scene.found());
            truth.add(List.of());
            found.add(List.of(new FoundBox(1, new Box(0, 0, 50, 50), score)));
            DetectionScores after = new Scene(3, truth, found).match().scores();
            assertThat(after.ap().getAsDouble())
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(before.ap().getAsDouble());
            assertThat(after.classes().get(0)).isEqualTo(before.classes().get(0));
            lower += after.ap().getAsDouble() < before.ap().getAsDouble() ? 1 : 0;
        }
        assertThat(lower).as("seed " + seed).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aCurveFallsAndItsMeanIsTheAveragePrecision(long seed) {
        Detections detections = Scene.of(seed, 20, 3).match();
        for (ClassScore one : detections.scores().classes()) {
            List<PrecisionCurve.Point> points = detections.curve(one.label()).points();
            double sum = 0;
            for (int i = 0; i < points.size(); i++) {
                sum += points.get(i).precision();
                if (i > 0) {
                    assertThat(points.get(i).recall())
                            .isGreaterThan(points.get(i - 1).recall());
                    assertThat(points.get(i).precision())
                            .isLessThanOrEqualTo(points.get(i - 1).precision());
                    assertThat(points.get(i).score())
                            .isLessThanOrEqualTo(points.get(i - 1).score());
                }
            }
            assertThat(sum / 101)
                    .as("seed " + seed + ", class " + one.label())
                    .isEqualTo(one.ap50().getAsDouble());
        }
    }

    @Test
    void aClassWithoutObjectsHasNoFigures() {
        Detections detections = Detections.match(3, List.of(List.of(TRUE)), List.of(List.of(FOUND)));
        assertThat(detections.scores().ap()).hasValue(1);
        assertThat(detections.scores().classes().get(0))
                .isEqualTo(new ClassScore(0, 0, OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(detections.scores().apLarge()).isEmpty();
        assertThat(detections.curve(0).points()).isEmpty();
        assertThat(detections.curve(1).points())
                .hasSize(101)
                .allMatch(point -> point.precision() == 1 && point.score() == 0.5);
    }

    @Test
    void withoutObjectsThereIsNothingToJudge() {
        Detections detections = Detections.match(2, List.of(List.of()), List.of(List.of(FOUND)));
        assertThat(detections.scores().ap()).isEmpty();
        assertThat(detections.scores().ar100()).isEmpty();
        assertThat(detections.intervals(new Seeds(0)).ap()).isEmpty();
        assertThat(Detections.match(2, List.of(), List.of()).scores().ap50()).isEmpty();
        assertThat(Detections.match(2, List.of(), List.of())
                        .intervals(new Seeds(0))
                        .ap50())
                .isEmpty();
    }

    @Test
    void objectsThatNobodyFindsAreZero() {
        DetectionScores scores =
                Detections.match(2, List.of(List.of(TRUE)), List.of(List.of())).scores();
        assertThat(scores.ap()).hasValue(0);
        assertThat(scores.ar100()).hasValue(0);
    }

    @Test
    void faultsAreNamed() {
        assertThatThrownBy(() -> Detections.match(2, List.of(List.of(TRUE), List.of()), List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("true boxes of 2 images and found boxes of 1. Maybe images in which nothing was found lack"
                        + " their empty list.");
        assertThatThrownBy(() -> Detections.match(1, List.of(List.of(), List.of(TRUE)), List.of(List.of(), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image 1, true box 0 (from 0): class 1 of 1. Maybe classes are numbered from 1 there; here"
                        + " the first is 0.");
        FoundBox negative = new FoundBox(-1, FOUND.box(), 1);
        assertThatThrownBy(() -> Detections.match(2, List.of(List.of()), List.of(List.of(FOUND, negative))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("image 0, found box 1 (from 0): class -1 of 2.");
        assertThatThrownBy(() -> Detections.match(0, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 classes: at least one is needed");
        assertThatThrownBy(() -> Detections.match(2, List.of(List.of()), List.of(List.of()))
                        .curve(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class 2 of 2, which are numbered from 0");
    }

    @Test
    void boxesRefuseWhatIsNoNumber() {
        Box box = FOUND.box();
        assertThatThrownBy(() -> new FoundBox(0, box, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrueBox(0, box, Double.NaN, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no area: NaN");
        assertThatThrownBy(() -> new TrueBox(0, box, -1, false, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(0, 0, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(0, 0, Double.POSITIVE_INFINITY, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Box(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
