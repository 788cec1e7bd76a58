package io.narsil.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The logarithms of costs 0, 9 and 99, plus one, are 0, 1 and 2 to base ten: places 0, 0.5 and 1. */
class HypervolumeTest {
    private static Table table(double[] scores, long... costs) {
        SearchSpace space =
                SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3, 4, 5, 6, 7, 8, 9]}\n");
        return new Table(
                space,
                "score",
                IntStream.range(0, scores.length)
                        .mapToObj(i -> space.candidate(new int[] {i}))
                        .toList(),
                scores,
                Map.of("macs", costs),
                List.of());
    }

    private final Table table = table(new double[] {2, 8, 10, 0, 4, 8}, 0, 9, 99, 0, 99, 9);

    private Front front(Integer... rows) {
        return Front.of(table, "macs", List.of(rows), table::score);
    }

    @Test
    void aFrontHoldsWhatIsBetterThanAllThatCostsNoMore() {
        assertThat(front(4, 5, 2, 3, 1, 0).points())
                .containsExactly(new Front.Point(0, 0, 2), new Front.Point(5, 9, 8), new Front.Point(2, 99, 10));
        assertThat(Front.of(table, "macs").points().stream().map(Front.Point::row))
                .as("the first of equals")
                .containsExactly(0, 1, 2);
        assertThat(front(4).points()).containsExactly(new Front.Point(4, 99, 4));
        assertThat(front().points()).isEmpty();
    }

    @Test
    void areasAreThoseComputedByHand() {
        Hypervolume hypervolume = new Hypervolume(table, "macs");
        assertThat(hypervolume.of(front(0, 1, 2))).isCloseTo(0.5 * 0.2 + 0.5 * 0.8, within(1e-12));
        assertThat(hypervolume.of(front(1))).isCloseTo(0.5 * 0.8, within(1e-12));
        assertThat(hypervolume.share(front(1))).isCloseTo(0.8, within(1e-12));
        assertThat(hypervolume.of(front(0))).isCloseTo(0.2, within(1e-12));
        assertThat(hypervolume.of(front(2))).as("at the reference cost").isZero();
        assertThat(hypervolume.of(front(3))).as("of the reference score").isZero();
        assertThat(hypervolume.of(front())).isZero();
        assertThat(hypervolume.share(Front.of(table, "macs"))).isEqualTo(1);
    }

    /** After few epochs row 4 seemed best; rows that only seemed better add nothing. */
    @Test
    void aFrontIsChosenByWhatIsKnownAndMeasuredByWhatIsTrue() {
        double[] known = {3, 2, 1, 4, 5, 0};
        Front front = Front.of(table, "macs", List.of(0, 1, 2, 3, 4), row -> known[row]);
        assertThat(front.points()).containsExactly(new Front.Point(3, 0, 0), new Front.Point(4, 99, 4));
        assertThat(new Hypervolume(table, "macs").of(front)).isZero();
        Front falls = new Front(List.of(new Front.Point(0, 0, 2), new Front.Point(3, 9, 0)));
        assertThat(new Hypervolume(table, "macs").of(falls)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void whereAllCostOrScoreAlikeTheBestIsTheWholeFront() {
        Table costs = table(new double[] {1, 3}, 5, 5);
        assertThat(new Hypervolume(costs, "macs").of(Front.of(costs, "macs"))).isEqualTo(1);
        Table scores = table(new double[] {3, 3}, 0, 99);
        assertThat(new Hypervolume(scores, "macs").of(Front.of(scores, "macs"))).isEqualTo(1);
        Table nothing = table(new double[] {1, 3}, 0, 99);
        assertThat(new Hypervolume(nothing, "macs").share(Front.of(nothing, "macs")))
                .as("a cheapest worst row and a dearest best one have no area")
                .isEqualTo(1);
    }
}
