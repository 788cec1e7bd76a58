package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchChooserTest {
    /** Points on a line: a fantasy makes those nearby surer. */
    private static final class Line implements Beliefs {
        private final double[] means;
        private final List<Integer> fantasies = new ArrayList<>();

        Line(double[] means) {
            this.means = means;
        }

        @Override
        public Prediction prediction(int i) {
            return new Prediction(means[i], 1);
        }

        @Override
        public double upperConfidenceBound(int i, double deviations) {
            double deviation = 1;
            for (int other : fantasies) {
                deviation *= 1 - 0.8 / (1 + Math.abs(i - other));
            }
            return means[i] + deviations * deviation;
        }

        @Override
        public void fantasize(int i) {
            fantasies.add(i);
        }
    }

    /** Limits that are off by what differs from point to point must change nothing. */
    private static final class Limited implements Beliefs {
        private final Line line;

        Limited(Line line) {
            this.line = line;
        }

        @Override
        public Prediction prediction(int i) {
            return line.prediction(i);
        }

        @Override
        public double upperConfidenceBound(int i, double deviations) {
            return line.upperConfidenceBound(i, deviations);
        }

        @Override
        public double limit(int i, double deviations) {
            return line.upperConfidenceBound(i, deviations) + i * 7 % 5 * 0.3;
        }

        @Override
        public void fantasize(int i) {
            line.fantasize(i);
        }
    }

    @Test
    void itChoosesAsOneWhoComparesAllEveryTime() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomGenerator random = new Seeds(seed).stream("line", 0);
            double[] means = random.doubles(60).toArray();
            List<Integer> open =
                    IntStream.range(0, 60).filter(i -> i % 5 != 0).boxed().toList();
            List<Integer> expected = new ArrayList<>();
            Line plain = new Line(means);
            for (int n = 0; n < 12; n++) {
                int best = -1;
                for (int i : open) {
                    boolean free = !expected.contains(i);
                    if (free && (best < 0 || plain.upperConfidenceBound(i, 1) > plain.upperConfidenceBound(best, 1))) {
                        best = i;
                    }
                }
                expected.add(best);
                plain.fantasize(best);
            }
            assertThat(BatchChooser.choose(new Line(means), open, 1, 12))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(BatchChooser.choose(new Limited(new Line(means)), open, 1, 12))
                    .as("seed %d, with limits", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aBatchDoesNotRepeatItself() {
        double[] means = IntStream.range(0, 100)
                .mapToDouble(i -> -Math.abs(i - 50) / 1000.0)
                .toArray();
        List<Integer> open = IntStream.range(0, 100).boxed().toList();
        assertThat(BatchChooser.choose(new Line(means), open, 0, 3)).containsExactly(50, 49, 51);
        assertThat(BatchChooser.choose(new Line(means), open, 1, 3)).doesNotContain(49, 51);
    }

    @Test
    void fewerAreChosenWhereFewerAreOpen() {
        assertThat(BatchChooser.choose(new Line(new double[] {1, 2, 3}), List.of(0, 2), 1, 5))
                .containsExactly(2, 0);
    }
}
