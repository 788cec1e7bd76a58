package io.narsil.study.worth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.predictor.Observation;
import io.narsil.study.Tiny;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static List<Observation> observations(double... scores) {
        return DoubleStream.of(scores)
                .mapToObj(s -> new Observation(Tiny.candidate(0), s))
                .toList();
    }

    private static double[] twice(double... values) {
        return IntStream.range(0, 2 * values.length)
                .mapToDouble(i -> values[i % values.length])
                .toArray();
    }

    /** Two budgets with means 0.5 and 0.8, and six scores each, all off by 0.1; predictions are off by 0.05. */
    @Test
    void itIsTheShareOfWhatTheMeansOfBudgetsLeave() {
        double[] scores = twice(0.4, 0.6, 0.4, 0.6, 0.7, 0.9);
        int[] bands = {0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1};
        double[] predicted = twice(0.45, 0.55, 0.45, 0.55, 0.75, 0.85);
        Evidence found = Evidence.judge(observations(scores), predicted, bands);
        assertThat(found.trials()).isEqualTo(12);
        assertThat(found.explained()).isCloseTo(1 - 0.0025 / 0.01, within(1e-12));
        assertThat(found.sure()).isTrue();
    }

    @Test
    void whoPredictsTheMeansOfBudgetsKnowsNothing() {
        double[] scores = twice(0.4, 0.6, 0.4, 0.6, 0.7, 0.9);
        int[] bands = {0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1};
        Evidence found = Evidence.judge(observations(scores), twice(0.5, 0.5, 0.5, 0.5, 0.8, 0.8), bands);
        assertThat(found.explained()).isCloseTo(0, within(1e-12));
        assertThat(found.sure()).isFalse();
    }

    @Test
    void fewTrialsAndThoseThatAreAloneInTheirBudgetTellNothing() {
        double[] scores = twice(0.4, 0.6, 0.4, 0.6, 0.7, 0.9);
        assertThat(Evidence.judge(observations(scores), scores, new int[12]).sure())
                .isTrue();
        assertThat(Evidence.judge(observations(scores), scores, new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                .isEqualTo(new Evidence(11, 0, false));
        double[] same = new double[12];
        assertThat(Evidence.judge(observations(same), same, new int[12]).sure()).isFalse();
    }
}
