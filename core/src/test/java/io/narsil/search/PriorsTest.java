package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How what a user believes guides what is drawn. */
class PriorsTest {
    private static final Budget LARGE = new Budget("large", Map.of(Measure.MACS, 3_000_000L));
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 400_000L));

    private static SearchSpace space(boolean believed) {
        String yaml = """
                narsil: space/1
                name: s
                stages:
                  - {block: conv, kernel: 3, channels: {from: 8, to: 64, step: 8#prior: 64@}, stride: 2}
                  - {block: basic, kernel: 3, channels: {from: 8, to: 64, step: 8}, depth: [1, 2, 3], stride: 2}
                  - {block: basic, kernel: 3, channels: {from: 8, to: 64, step: 8}, depth: [1, 2, 3], stride: 2}
                  - {block: classifier}
                recipe:
                  optimizer: {values: [rmsprop, sgd]#prior: rmsprop@}
                  sgd_factor: {values: [5, 10, 20]#prior: 10@}
                  dropout: {values: [0, 0.1, 0.2, 0.3]#prior: 0.2@}
                  weight_decay: {values: [0.001, 0.0001, 0.0005]#prior: {by_epochs: {1: 0.0001, 50: 0.0005}}@}
                  mixup: [0, 0.1, 0.2, 0.3]
                """;
        return SpaceFile.parse("s.yaml", yaml.replaceAll("#prior: ([^@]*)@", believed ? ", prior: $1" : ""));
    }

    private final SearchSpace space = space(true);
    private final StageCosts costs = new StageCosts(space, new InputSpec(3, 32, 10));
    private final Priors priors = Priors.of(space, 10);

    private int place(String name) {
        return IntStream.range(0, space.parameters().size())
                .filter(i -> space.parameters().get(i).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ToIntFunction<Candidate> gene(String name) {
        int place = place(name);
        return c -> c.gene(place);
    }

    private double share(List<Candidate> candidates, String name, int value) {
        return candidates.stream().filter(c -> c.gene(place(name)) == value).count() / (double) candidates.size();
    }

    private List<Candidate> pool(Budget budget, int size) {
        List<Candidate> pool =
                Pool.build(List.of(budget), costs, size, new Seeds(1), priors).all();
        assertThat(pool).allMatch(c -> budget.fits(costs.of(c)));
        assertThat(new HashSet<>(pool)).hasSize(size);
        return pool;
    }

    private List<Candidate> every(List<Candidate> pool, Priors.Draw draw) {
        return IntStream.range(0, pool.size())
                .filter(i -> Priors.draw(i) == draw)
                .mapToObj(pool::get)
                .toList();
    }

    @Test
    void halfOfAPoolFollowsTheBelief() {
        List<Candidate> pool = pool(LARGE, 2000);
        List<Candidate> near = every(pool, Priors.Draw.NEAR);
        assertThat(near).hasSize(999);
        assertThat(share(near, "dropout", 2)).isCloseTo(0.7, within(0.03));
        // Of the others the neighbours are more probable than what is farther.
        assertThat(share(near, "dropout", 1)).isCloseTo(0.12, within(0.03));
        assertThat(share(near, "dropout", 3)).isCloseTo(0.12, within(0.03));
        assertThat(share(near, "dropout", 0)).isCloseTo(0.06, within(0.03));
        // Neighbours are so by their numbers, in whatever order they are written.
        assertThat(share(near, "weight_decay", 1)).isCloseTo(0.7, within(0.03));
        assertThat(share(near, "weight_decay", 2)).isCloseTo(0.2, within(0.03));
        assertThat(share(near, "mixup", 0)).isCloseTo(0.25, within(0.03));
        List<Candidate> even = every(pool, Priors.Draw.EVEN);
        assertThat(share(even, "dropout", 2)).isCloseTo(0.25, within(0.03));
        assertThat(share(even, "weight_decay", 1)).isCloseTo(0.33, within(0.03));
    }

    @Test
    void theFirstIsTheUsualRecipeWithANetworkByChance() {
        HashSet<Integer> widths = new HashSet<>();
        for (int seed = 1; seed <= 8; seed++) {
            Candidate first = Pool.build(List.of(LARGE), costs, 20, new Seeds(seed), priors)
                    .all()
                    .get(0);
            assertThat(first.values())
                    .containsEntry("dropout", "0.2")
                    .containsEntry("weight_decay", "0.0001")
                    .containsEntry("optimizer", "rmsprop")
                    .containsEntry("stage1.channels", "64");
            widths.add(gene("stage3.channels").applyAsInt(first));
        }
        assertThat(widths).hasSizeGreaterThan(2);
        assertThat(Pool.build(List.of(LARGE), costs, 20, new Seeds(1), Priors.of(space, 50))
                        .all()
                        .get(0)
                        .values())
                .containsEntry("weight_decay", "0.0005");
    }

    /** Within the small budget nothing has 64 channels at first, for which the first layer alone is too dear. */
    @Test
    void aBudgetWithoutRoomForTheBeliefIsFilledAllTheSame() {
        List<Candidate> pool = pool(SMALL, 400);
        assertThat(pool.stream().mapToInt(gene("stage1.channels"))).noneMatch(v -> v == 7);
        assertThat(share(pool, "dropout", 2)).isCloseTo(0.475, within(0.06));
    }

    @Test
    void withoutABeliefEverythingIsAsItWas() {
        SearchSpace plain = space(false);
        Priors none = Priors.of(plain, 10);
        assertThat(none.any()).isFalse();
        StageCosts same = new StageCosts(plain, costs.images());
        List<String> pool = Pool.build(List.of(SMALL, LARGE), same, 300, new Seeds(3)).all().stream()
                .map(Candidate::fingerprint)
                .toList();
        assertThat(Pool.build(List.of(SMALL, LARGE), same, 300, new Seeds(3), none)
                        .all())
                .extracting(Candidate::fingerprint)
                .isEqualTo(pool);
        RandomGenerator one = new Seeds(1).stream("a", 0);
        RandomGenerator other = new Seeds(1).stream("a", 0);
        for (int i = 0; i < 100; i++) {
            assertThat(none.value(0, 7, one)).isEqualTo(other.nextInt(7));
        }
        assertThat(none.distance(plain.candidate(new int[plain.parameters().size()])))
                .isZero();
    }

    @Test
    void halfOfTheMutationsFollowTheBelief() {
        RandomGenerator random = new Seeds(1).stream("mutations", 0);
        int[] counts = new int[4];
        for (int i = 0; i < 10_000; i++) {
            counts[priors.value(place("dropout"), 4, random)]++;
        }
        // Half 0.25 each, half 0.06, 0.12, 0.7, 0.12.
        assertThat(counts[0] / 1e4).isCloseTo(0.155, within(0.02));
        assertThat(counts[1] / 1e4).isCloseTo(0.185, within(0.02));
        assertThat(counts[2] / 1e4).isCloseTo(0.475, within(0.02));
    }

    @Test
    void whatHasNoMeaningIsNoDistance() {
        Map<String, String> values = new HashMap<>(Map.of(
                "stage1.channels", "64",
                "stage2.channels", "8",
                "stage2.depth", "1",
                "stage3.channels", "8",
                "stage3.depth", "1",
                "optimizer", "rmsprop",
                "sgd_factor", "5",
                "dropout", "0.2",
                "weight_decay", "0.0001",
                "mixup", "0.3"));
        // Under RMSProp nothing reads the factor of SGD.
        assertThat(priors.distance(space.candidate(values))).isZero();
        values.put("dropout", "0.1");
        assertThat(priors.distance(space.candidate(values))).isCloseTo(Math.log(0.7 / 0.12), within(1e-12));
        values.put("optimizer", "sgd");
        double sgd = Math.log(0.7 / 0.12) + Math.log(0.7 / 0.3) + Math.log(0.7 / 0.15);
        assertThat(priors.distance(space.candidate(values))).isCloseTo(sgd, within(1e-12));
    }
}
