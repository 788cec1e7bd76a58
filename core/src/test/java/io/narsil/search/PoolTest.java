package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.around.Around;
import io.narsil.network.Cost;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final StageCosts small = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));

    private static Budget macs(String name, long limit) {
        return new Budget(name, Map.of(Measure.MACS, limit));
    }

    @Test
    void everyCandidateFitsItsBudgetAndNoSmallerOne() {
        List<Budget> budgets = List.of(
                macs("a", 600_000),
                new Budget(
                        "b", Map.of(Measure.MACS, 1_200_000L, Measure.PARAMS, 100_000L, Measure.ACTIVATIONS, 60_000L)),
                macs("c", 2_500_000));
        Pool pool = Pool.build(budgets, small, 3000, new Seeds(1));
        for (int i = 0; i < budgets.size(); i++) {
            List<Candidate> members = pool.members().get(budgets.get(i));
            assertThat(members).hasSize(1000);
            assertThat(new HashSet<>(members)).hasSize(1000);
            for (Candidate candidate : members) {
                Cost cost = small.of(candidate);
                assertThat(budgets.get(i).fits(cost)).isTrue();
                assertThat(budgets.subList(0, i)).noneMatch(b -> b.fits(cost));
            }
        }
    }

    /**
     * A budget has seldom room for all that the space around a network believes in, since that includes the images' whole size: the
     * network in smaller images comes first then, so that the predictor learns what it is worth.
     */
    @Test
    void theNetworkThatIsBelievedInComesFirstInTheLargestImagesThatFit() {
        SearchSpace space = SpaceFile.parse("around", Around.text(Zoo.get("efficientnet-lite0"), true), 80);
        StageCosts costs = new StageCosts(space, new InputSpec(3, 80, 43));
        List<Budget> budgets = List.of(macs("half", 22_000_000), macs("whole", 32_000_000), macs("all", 80_000_000));
        Priors priors = Priors.of(space, 12);
        Pool pool = Pool.build(budgets, costs, 60, new Seeds(1), priors);
        List<String> resolutions = List.of("40", "64", "80");
        for (int i = 0; i < budgets.size(); i++) {
            Candidate first = pool.members().get(budgets.get(i)).get(0);
            assertThat(space.resolution().text(first.genes())).isEqualTo(resolutions.get(i));
            int[] genes = priors.believed();
            genes[space.resolution().index()] = first.gene(space.resolution().index());
            assertThat(first).isEqualTo(space.candidate(genes));
        }
        assertThat(pool.all()).doesNotHaveDuplicates();
    }

    /** The smallest of a hundred thousand uniform draws has about 0.6 M: plain rejection would find next to nothing. */
    @Test
    void aBudgetInTheTailOfTheSpaceIsFilledToo() {
        Budget tight = macs("tight", 500_000);
        Pool pool = Pool.build(List.of(tight), small, 500, new Seeds(1));
        assertThat(pool.all()).hasSize(500);
        // Spread over the space: every value of most parameters still occurs.
        long whole = java.util.stream.IntStream.range(
                        0, small.space().parameters().size())
                .filter(p -> pool.all().stream().map(c -> c.gene(p)).distinct().count()
                        == small.space().parameters().get(p).size())
                .count();
        assertThat(whole).isGreaterThan(small.space().parameters().size() / 2);
    }

    /** In a band that one of some thousand uniform draws meets, values occur as often as plain rejection has them. */
    @Test
    void aNarrowBandIsFilledEvenly() {
        Budget band = new Budget(
                "band", Map.of(Measure.MACS, 1_520_000L, Measure.PARAMS, 120_000L), Map.of(Measure.MACS, 1_500_000L));
        List<Candidate> pool =
                Pool.build(List.of(band), small, 4000, new Seeds(1)).all();
        assertThat(pool).hasSize(4000).allMatch(c -> band.fits(small.of(c)));
        Evenness even = Evenness.of(pool, band, small, 1000, new Seeds(1).stream("evenness", 0));
        assertThat(even.reference()).isEqualTo(1000);
        assertThat(even.mean()).isLessThan(1.5 * even.noise());
    }

    @Test
    void theSameSeedGivesTheSamePool() {
        List<Budget> budgets = List.of(macs("a", 1_000_000));
        StageCosts fresh = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
        List<Candidate> first = Pool.build(budgets, small, 300, new Seeds(7)).all();
        assertThat(Pool.build(budgets, fresh, 300, new Seeds(7)).all().stream().map(Candidate::fingerprint))
                .containsExactlyElementsOf(
                        first.stream().map(Candidate::fingerprint).toList());
    }

    @Test
    void extremesBoundEveryCandidate() {
        for (Measure measure : Measure.values()) {
            long least = measure.of(small.of(Extremes.smallest(small, measure)));
            long most = measure.of(small.of(Extremes.largest(small, measure)));
            var random = new Seeds(3).stream("extremes", 0);
            for (int i = 0; i < 5000; i++) {
                assertThat(measure.of(small.of(small.space().random(random)))).isBetween(least, most);
            }
        }
    }
}
