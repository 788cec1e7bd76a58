package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.IndependentBeliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpperConfidenceBatchTest {
    private static final SearchSpace SPACE = SpaceFile.parse("s.yaml", """
            narsil: space/1
            name: company
            parameters:
              kind: [plain, good]
              a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
              b: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
              c: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            """);

    private static final Budget ALL = new Budget("all", Map.of(Measure.MACS, Long.MAX_VALUE));

    private static final Pool POOL = Pool.of(Map.of(
            ALL,
            IntStream.range(0, 2_000)
                    .mapToObj(i -> SPACE.candidate(new int[] {i % 2, i / 2 % 10, i / 20 % 10, i / 200}))
                    .toList()));

    /**
     * What a predictor believes where "good" was seen in bad company alone, and "plain" again and again in ever better
     * company: means and standard deviations are those of a run on FCNet that lost its best rows that way.
     */
    private static final class BadCompany implements ScorePredictor {
        @Override
        public Pretraining pretrain(List<Candidate> pool) {
            return new Pretraining(pool.size(), 0, OptionalDouble.empty());
        }

        @Override
        public void fit(List<Observation> observations) {}

        @Override
        public List<Prediction> predict(List<Candidate> candidates) {
            return candidates.stream()
                    .map(c -> c.gene(0) == 1
                            ? new Prediction(-0.28 - 0.01 * c.gene(1), 0.33)
                            : new Prediction(0.38 - 0.001 * c.gene(1), 0.03))
                    .toList();
        }

        @Override
        public Beliefs beliefs(List<Candidate> candidates) {
            return new IndependentBeliefs(predict(candidates));
        }
    }

    /** Whether a value that was written off is asked for again, once so many candidates without it were trained. */
    private static boolean triesAgain(Optimism optimism, int trained) {
        Set<Candidate> tried = new HashSet<>(
                POOL.all().stream().filter(c -> c.gene(0) == 0).limit(trained).toList());
        List<Scored> batch = new UpperConfidenceBatch(optimism, Priors.NONE)
                .choose(POOL, tried, new BadCompany(), Map.of(ALL, 12))
                .get(ALL);
        assertThat(batch).hasSize(12).noneMatch(scored -> tried.contains(scored.candidate()));
        return batch.stream().anyMatch(scored -> scored.candidate().gene(0) == 1);
    }

    @Test
    void aValueThatWasSeenInBadCompanyIsTriedAgain() {
        assertThat(triesAgain(Optimism.growing(), 24)).isFalse();
        assertThat(triesAgain(Optimism.growing(), 96)).isTrue();
    }

    @Test
    void whereOptimismDoesNotGrowItIsWrittenOffForEver() {
        assertThat(triesAgain(Optimism.constant(1.5), 24)).isFalse();
        assertThat(triesAgain(Optimism.constant(1.5), 900)).isFalse();
    }
}
