package io.narsil.report.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ScoreFrontTest {
    private static ScoreFront.Point point(int trial, long cost, double score) {
        return new ScoreFront.Point(trial, "round", cost, score);
    }

    /** Reckoned by hand: of each unit of cost up to the reference, the best score that costs no more. */
    @Test
    void theAreaIsThatOfTheStairs() {
        ScoreFront front = new ScoreFront(10);
        assertThat(front.volume()).isZero();
        assertThat(front.add(point(0, 4, 0.5))).isTrue();
        assertThat(front.volume()).as("6 of 10 at 0.5").isCloseTo(0.3, within(1e-15));
        assertThat(front.add(point(1, 6, 0.5))).as("dearer and no better").isFalse();
        assertThat(front.add(point(2, 8, 0.8))).isTrue();
        assertThat(front.volume()).as("4 at 0.5 and 2 at 0.8").isCloseTo(0.36, within(1e-15));
        assertThat(front.add(point(3, 2, 0.25))).isTrue();
        assertThat(front.volume()).as("and 2 at 0.25").isCloseTo(0.41, within(1e-15));
        assertThat(front.add(point(4, 3, 0.6)))
                .as("it takes the place of the first")
                .isTrue();
        assertThat(front.volume())
                .as("1 at 0.25, 5 at 0.6, 2 at 0.8")
                .isCloseTo((0.25 + 3.0 + 1.6) / 10, within(1e-15));
        assertThat(front.points()).extracting(ScoreFront.Point::trial).containsExactly(3, 4, 2);
        assertThat(front.add(point(5, 8, 0.9))).as("as dear and better").isTrue();
        assertThat(front.points()).extracting(ScoreFront.Point::trial).containsExactly(3, 4, 5);
    }

    @Test
    void whatIsBeyondTheReferenceIsOnTheFrontAndAddsNothing() {
        ScoreFront front = new ScoreFront(10);
        assertThat(front.add(point(0, 12, 0.9))).isTrue();
        assertThat(front.add(point(1, 10, 0.8))).isTrue();
        assertThat(front.volume()).isZero();
        assertThat(front.add(point(2, 5, 0.4))).isTrue();
        assertThat(front.volume()).isCloseTo(0.2, within(1e-15));
        assertThat(front.add(point(3, 5, 0.95))).isTrue();
        assertThat(front.points()).extracting(ScoreFront.Point::trial).containsExactly(3);
        assertThat(front.volume()).isCloseTo(0.475, within(1e-15));
        assertThat(new ScoreFront(0).volume()).isZero();
    }

    /** By another way: all that is within each limit is looked through. */
    private static double bruteForce(List<ScoreFront.Point> points, int reference) {
        double sum = 0;
        for (int limit = 0; limit < reference; limit++) {
            int most = limit;
            sum += points.stream()
                    .filter(p -> p.cost() <= most)
                    .mapToDouble(ScoreFront.Point::score)
                    .max()
                    .orElse(0);
        }
        return sum / reference;
    }

    @Test
    void afterEachPointItIsWhatAllPointsGive() {
        int reference = 40;
        for (int seed = 0; seed < 30; seed++) {
            RandomGenerator random = new Seeds(seed).stream("front", 0);
            ScoreFront front = new ScoreFront(reference);
            List<ScoreFront.Point> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                // Few values, so that many are equal in one or both.
                ScoreFront.Point point = point(i, 1 + random.nextInt(50), random.nextInt(12) / 11.0);
                all.add(point);
                front.add(point);
                assertThat(front.volume()).isCloseTo(bruteForce(all, reference), within(1e-12));
            }
            List<Long> costs = all.stream()
                    .filter(p -> all.stream()
                            .noneMatch(o -> (o.cost() <= p.cost() && o.score() > p.score())
                                    || (o.cost() < p.cost() && o.score() >= p.score())))
                    .map(ScoreFront.Point::cost)
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .toList();
            assertThat(front.points()).extracting(ScoreFront.Point::cost).isEqualTo(costs);
        }
    }
}
