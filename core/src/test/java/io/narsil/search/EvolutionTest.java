package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Evolution over a made-up truth, for budgets of which nothing was trained. */
class EvolutionTest {
    private static final List<Budget> BUDGETS = List.of(
            new Budget("small", Map.of(Measure.MACS, 700_000L)),
            new Budget("large", Map.of(Measure.MACS, 2_000_000L, Measure.PARAMS, 300_000L)));

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));

    @Test
    void evolutionFindsAlmostTheBestWithinABudget() {
        Oracle oracle = new Oracle(costs);
        oracle.fit(List.of(new Observation(
                costs.space().candidate(new int[costs.space().parameters().size()]), 1)));
        Pool pool = Pool.build(BUDGETS, costs, 100, new Seeds(1));
        List<Scored> best =
                new Evolution(oracle, costs).run(BUDGETS.get(0), pool.all(), new Seeds(1).stream("evolution", 0));
        assertThat(costs.of(best.get(0).candidate()).macs()).isBetween(693_000L, 700_000L);
        assertThat(best).extracting(Scored::candidate).doesNotHaveDuplicates();
    }

    /** One value of the first parameter looks better by 0.1 and may be worse by 0.2. */
    @Test
    void ofWhatLooksBetterTheLessKnownIsNotTaken() {
        Oracle oracle = new Oracle(costs) {
            @Override
            public List<Prediction> predict(List<Candidate> candidates) {
                return candidates.stream()
                        .map(c -> c.gene(0) == 1 ? new Prediction(truth(c) + 0.1, 0.2) : new Prediction(truth(c), 0.05))
                        .toList();
            }
        };
        Pool pool = Pool.build(BUDGETS, costs, 100, new Seeds(1));
        assertThat(pool.all()).anyMatch(c -> c.gene(0) == 1);
        List<Scored> best =
                new Evolution(oracle, costs).run(BUDGETS.get(0), pool.all(), new Seeds(1).stream("evolution", 0));
        assertThat(best.get(0).candidate().gene(0)).isNotEqualTo(1);
        assertThat(best)
                .isSortedAccordingTo(
                        Comparator.comparingDouble((Scored s) -> -s.prediction().below(1)));
    }

    private FamilyEvolution evolutions() {
        Oracle oracle = new Oracle(costs);
        oracle.fit(List.of(new Observation(
                costs.space().candidate(new int[costs.space().parameters().size()]), 1)));
        return new FamilyEvolution(new Evolution(oracle, costs), List.of(), new Seeds(1));
    }

    @Test
    void aBudgetWithoutTrainedCandidatesIsServedAndAnImpossibleOneIsNot() {
        List<List<Scored>> found = evolutions()
                .run(List.of(
                        new Budget("some", Map.of(Measure.MACS, 900_000L, Measure.PARAMS, 60_000L)),
                        new Budget("none", Map.of(Measure.MACS, 1_000L))));
        assertThat(found.get(0))
                .allMatch(s -> costs.of(s.candidate()).macs() <= 900_000
                        && costs.of(s.candidate()).params() <= 60_000);
        assertThat(costs.of(found.get(0).get(0).candidate()).macs()).isGreaterThan(880_000);
        assertThat(found.get(1)).isEmpty();
    }

    @Test
    void eachOfTheFrontIsBetterThanAllThatCostLess() {
        List<Scored> front = evolutions().front(Measure.MACS, 8);
        assertThat(front).hasSizeBetween(6, 8);
        for (int i = 1; i < front.size(); i++) {
            assertThat(costs.of(front.get(i).candidate()).macs())
                    .isGreaterThan(costs.of(front.get(i - 1).candidate()).macs());
            assertThat(front.get(i).prediction().mean())
                    .isGreaterThan(front.get(i - 1).prediction().mean());
        }
    }
}
