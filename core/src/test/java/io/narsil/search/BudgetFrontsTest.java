package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Cost;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.space.InputSpec;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fronts of a made-up truth, in which more multiply-adds are better. */
class BudgetFrontsTest {
    private static final StageCosts COSTS =
            new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));

    private static List<Scored> found;

    private static Oracle oracle() {
        Oracle oracle = new Oracle(COSTS);
        oracle.fit(List.of(new Observation(
                COSTS.space().candidate(new int[COSTS.space().parameters().size()]), 1)));
        return oracle;
    }

    private static List<Scored> find() {
        return new BudgetFronts(oracle(), COSTS, List.of(), new Seeds(1)).find();
    }

    @BeforeAll
    static void fronts() {
        found = find();
    }

    private static Cost cost(Scored scored) {
        return COSTS.of(scored.candidate());
    }

    private static Optional<Scored> best(Budget budget) {
        return found.stream()
                .filter(s -> budget.fits(cost(s)))
                .max(Comparator.comparingDouble(s -> s.prediction().mean()));
    }

    @Test
    void theyAreSomeHundredsAtMostAndEachIsThereOnce() {
        assertThat(found).hasSizeBetween(30, 2_000);
        assertThat(found).extracting(Scored::candidate).doesNotHaveDuplicates();
        assertThat(found).isSortedAccordingTo(Comparator.comparingLong(s -> cost(s).macs()));
        assertThat(BudgetFronts.measures(COSTS)).doesNotContain(Measure.LATENCY).contains(Measure.MEMORY);
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        assertThat(find()).isEqualTo(found);
    }

    /** Each cheapest one is there, so that a budget which holds anything has an answer. */
    @Test
    void nothingIsCheaperThanTheCheapest() {
        for (Measure measure : BudgetFronts.measures(COSTS)) {
            long least = measure.of(COSTS.of(Extremes.smallest(COSTS, measure)));
            assertThat(best(new Budget("least", Map.of(measure, least)))).isPresent();
            assertThat(best(new Budget("less", Map.of(measure, least - 1)))).isEmpty();
        }
    }

    /** A whole evolution for just these limits is hardly better than what was found for others beside them. */
    @ParameterizedTest
    @CsvSource({"900000, 60000", "2000000, 150000", "700000, 300000", "1500000, 40000"})
    void aPairOfLimitsIsServedAlmostAsByItsOwnEvolution(long macs, long params) {
        Budget budget = new Budget("pair", Map.of(Measure.MACS, macs, Measure.PARAMS, params));
        Scored own = new FamilyEvolution(new Evolution(oracle(), COSTS), List.of(), new Seeds(2))
                .run(List.of(budget))
                .get(0)
                .get(0);
        // Of the truth: a tenth of the multiply-adds.
        assertThat(best(budget).orElseThrow().prediction().mean())
                .isGreaterThan(own.prediction().mean() - 0.01);
    }
}
