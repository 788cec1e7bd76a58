package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameBoxesTest {
    private static final double EDGE = 0.05;
    private static final SameBoxes SAME = new SameBoxes(new Suppression(EDGE, 0.6, 3), 1e-3);

    private static FoundBox box(int label, double left, double score) {
        return new FoundBox(label, new Box(left, 0, left + 10, 10), score);
    }

    private static int differing(List<FoundBox> one, List<FoundBox> other) {
        assertThat(SAME.differing(one, other, EDGE)).isEqualTo(SAME.differing(other, one, EDGE));
        return SAME.differing(one, other, EDGE);
    }

    @Test
    void equalListsAreTheSameInWhateverOrderOfEqualScores() {
        List<FoundBox> one = List.of(box(0, 0, 0.9), box(1, 50, 0.9));
        assertThat(differing(one, one)).isZero();
        assertThat(differing(one, List.of(one.get(1), one.get(0)))).isZero();
        assertThat(differing(one, List.of(box(0, 0.005, 0.9005), box(1, 50, 0.9))))
                .isZero();
    }

    @Test
    void anotherClassScoreOrPlaceIsADifferenceOnBothSides() {
        List<FoundBox> one = List.of(box(0, 0, 0.9));
        assertThat(differing(one, List.of(box(1, 0, 0.9)))).isEqualTo(2);
        assertThat(differing(one, List.of(box(0, 30, 0.9)))).isEqualTo(2);
        assertThat(differing(one, List.of())).isEqualTo(1);
        assertThat(differing(one, List.of(box(0, 0, 0.9), box(0, 40, 0.8)))).isEqualTo(1);
    }

    /** A box at the threshold of scores may be in one list alone; so may one that another hides by an overlap at its threshold. */
    @Test
    void whatARoundingDecidesIsNoDifference() {
        assertThat(differing(List.of(box(0, 0, 0.0504)), List.of())).isZero();
        assertThat(differing(List.of(box(0, 0, 0.06)), List.of())).isEqualTo(1);
        // An overlap of .6 is 2.5 pixels of 10.
        List<FoundBox> one = List.of(box(0, 0, 0.9));
        assertThat(differing(one, List.of(box(0, 0, 0.9), box(0, 2.5, 0.5)))).isZero();
        assertThat(differing(one, List.of(box(0, 0, 0.9), box(0, 3.5, 0.5)))).isEqualTo(1);
        assertThat(differing(one, List.of(box(0, 0, 0.9), box(1, 2.5, 0.5)))).isEqualTo(1);
        // Of two boxes on each other with nearly the same score either may stay.
        assertThat(differing(List.of(box(0, 0, 0.9)), List.of(box(0, 1, 0.9)))).isZero();
    }

    /** Where a list is full, the last ones depend on all before. */
    @Test
    void whatAFullListHasNoRoomForIsNoDifference() {
        List<FoundBox> full = List.of(box(0, 0, 0.9), box(0, 20, 0.8), box(0, 40, 0.7));
        List<FoundBox> other = new ArrayList<>(full.subList(0, 2));
        other.add(box(0, 60, 0.7));
        assertThat(differing(full, other)).isZero();
        assertThat(differing(full, full.subList(0, 2))).isEqualTo(1);
    }
}
