package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.random.Seeds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Spaces that vary everything: kinds of blocks, ratios that rounding makes equal, parameters under conditions. */
class ConditionsTest {
    private static final long SEED = 20260102;
    private static final String WILD = """
            narsil: space/1
            name: wild
            input: {resolution: [32, 40]}
            parameters:
              style: [plain, rich]
              width: {values: [1, 2, 3], when: {style: rich}}
            stages:
              - {block: conv, kernel: 3, channels: [8, 16], stride: [1, 2], activation: [relu, swish]}
              - {block: maxpool, kernel: [2, 3], stride: 2}
              - {name: a, block: [mbconv, fused], kernel: [3, 5], expansion: {first: $width, rest: [2, 2.5, 4]}, channels: [8, 16], depth: [1, 2, 3], stride: [1, 2], se: {values: [0, 0.25, 0.5], when: {style: [rich]}}}
              - {name: b, block: [basic, bottleneck], kernel: 3, reduction: [2, 4], channels: [16, 32], depth: [1, 2], groups: {values: [1, 2, 4], when: {b.block: bottleneck}}, activation: relu}
              - {name: c, block: mbconv, kernel: 3, expansion: 2, channels: 24, se: {ratio: [0.1, 0.25], of: hidden, multiple: 1, activation: relu, gate: sigmoid}}
              - {block: mbpool, expansion: [2, 3], channels: 64, bias: false}
              - {block: classifier}
            recipe:
              optimizer: [sgd, rmsprop]
              sgd_factor: [2, 4]
              dropout: {values: [0, 0.1, 0.2], when: {style: rich}}
              ema: [off, on]
              ema_decay: [0.9, 0.99]
            """;

    private final SearchSpace space = SpaceFile.parse("wild.yaml", WILD);
    private final InputSpec images = new InputSpec(3, 32, 10);

    @Test
    void oneNetworkWithOneRecipeIsOneCandidate() {
        RandomGenerator random = new Seeds(SEED).stream("wild", 0);
        Map<Object, Candidate> byMeaning = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            int[] genes = space.random(random).genes();
            for (int step = 0; step < 4; step++) {
                Candidate c = space.candidate(genes);
                assertThat(space.candidate(c.genes())).isEqualTo(c);
                Network network = space.network(c, images);
                Map<String, String> recipe = space.recipe(c);
                if (recipe.get("optimizer").equals("rmsprop")) {
                    recipe.remove("sgd_factor");
                }
                if (recipe.get("ema").equals("off")) {
                    recipe.remove("ema_decay");
                }
                Object meaning = List.of(network.resolution(), Layers.of(network), recipe);
                Candidate twin = byMeaning.putIfAbsent(meaning, c);
                assertThat(twin == null || twin.equals(c))
                        .as("seed %d, draw %d: %s and %s", SEED, i, twin, c)
                        .isTrue();
                int at = random.nextInt(genes.length);
                genes[at] = random.nextInt(space.parameters().get(at).size());
            }
        }
    }

    @Test
    void costsFromTablesEqualThoseOfTheNetwork() {
        StageCosts costs = new StageCosts(space, images);
        RandomGenerator random = new Seeds(SEED).stream("wild", 1);
        long[] pair = new long[2];
        for (int i = 0; i < 3000; i++) {
            Candidate c = space.random(random);
            Network network = space.network(c, images);
            assertThat(costs.of(c)).as("seed %d, draw %d: %s", SEED, i, c).isEqualTo(network.cost());
            costs.macsAndParams(c.genes(), pair);
            assertThat(pair)
                    .containsExactly(network.cost().macs(), network.cost().params());
            assertThat(NetworkFile.parse("n", NetworkFile.write(network))).isEqualTo(network);
        }
    }

    @Test
    void aParameterWithoutItsConditionStandsAtItsFirstValue() {
        Map<String, String> values =
                space.candidate(new int[space.parameters().size()]).values();
        values.put("dropout", "0.2");
        values.put("a.se", "0.25");
        assertThat(space.candidate(values).values())
                .containsEntry("dropout", "0")
                .containsEntry("a.se", "0");
        values.put("style", "rich");
        assertThat(space.candidate(values).values())
                .containsEntry("dropout", "0.2")
                .containsEntry("a.se", "0.25");
    }

    /** Chosen so that rounding to multiples of 8 makes both ratios one width. */
    @Test
    void valuesThatRoundToOneWidthAreOneCandidate() {
        SearchSpace round = SpaceFile.parse("r.yaml", """
                narsil: space/1
                name: r
                stages:
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: mbconv, kernel: 3, expansion: [2, 2.1, 3], channels: 8}
                  - {block: classifier}
                """);
        assertThat(round.candidate(new int[] {1})).isEqualTo(round.candidate(new int[] {0}));
        assertThat(round.candidate(new int[] {2})).isNotEqualTo(round.candidate(new int[] {0}));
        assertThat(round.countsTwice()).isTrue();
    }

    @Test
    void contradictionsComeTogetherWithTheirLines() {
        String yaml = """
                narsil: space/1
                name: mine
                parameters:
                  size: [3, 4]
                stages:
                  - {block: conv, kernel: $size, channels: 16}
                  - {block: [mbconv, mbpool], kernel: 3, expansion: 2, channels: 16, se: {values: [0, 0.2], when: {siez: 3}}}
                  - {block: bottleneck, kernel: 3, channels: 16, groups: [1, 3]}
                  - {block: mbconv, kernel: 3, expansion: {first: 2, rest: 3, last: 4}, channels: 16, se: {ratio: 0.1, gate: hard}}
                  - {block: classifier}
                recipe:
                  dropout: {values: [0, 0.1], when: {size: 5}}
                """;
        assertThatThrownBy(() -> SpaceFile.parse("my.yaml", yaml))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("my.yaml:6: a kernel must be odd, not 4")
                .hasMessageContaining("my.yaml:7: a stage that may be of several kinds cannot be \"mbpool\"")
                .hasMessageContaining("my.yaml:7: there is no parameter \"siez\" before this line. Maybe \"size\"")
                .hasMessageContaining("my.yaml:8: 8 channels cannot be split into 3 groups")
                .hasMessageContaining("my.yaml:9: unknown key \"stages.expansion.last\"")
                .hasMessageContaining("my.yaml:9: there is no activation \"hard\"")
                .hasMessageContaining("my.yaml:12: \"size\" is never \"5\"; it is one of 3, 4");
    }

    /** A table has no layers that could be the same: candidates differ where any value differs that means something. */
    @Test
    void aSpaceWithoutStagesHasConditionsToo() {
        SearchSpace table = SpaceFile.parse("t.yaml", """
                narsil: space/1
                name: t
                parameters:
                  kind: [small, large, none]
                  width: {values: [1, 2, 3], when: {kind: [small, large]}}
                  extra: {values: [off, on], when: {width: [2, 3]}}
                recipe:
                  optimizer: [sgd, rmsprop]
                  sgd_factor: {values: [2, 4], when: {optimizer: sgd, kind: large}}
                """);
        Set<Map<String, String>> distinct = new HashSet<>();
        for (int kind = 0; kind < 3; kind++) {
            for (int width = 0; width < 3; width++) {
                for (int rest = 0; rest < 8; rest++) {
                    int[] genes = {kind, width, rest & 1, rest >> 1 & 1, rest >> 2};
                    Candidate c = table.candidate(genes);
                    assertThat(table.candidate(c.genes())).isEqualTo(c);
                    assertThat(c.gene(0)).isEqualTo(kind);
                    assertThat(c.gene(1)).isEqualTo(kind == 2 ? 0 : width);
                    assertThat(c.gene(2)).isEqualTo(kind == 2 || width == 0 ? 0 : rest & 1);
                    assertThat(c.gene(4)).isEqualTo(kind == 1 && c.gene(3) == 0 ? rest >> 2 : 0);
                    distinct.add(c.values());
                }
            }
        }
        // By hand: 5 ways of width and extra; small 5 x 2, large 5 x 3, none 2.
        assertThat(distinct).hasSize(27);
        assertThat(table.countsTwice()).isTrue();
        assertThat(table.random(new Seeds(SEED).stream("table", 0))).isNotNull();
    }

    @Test
    void aSpaceWithoutStagesHasNoNetworks() {
        SearchSpace table = SpaceFile.parse(
                "t.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2]}\nrecipe: {optimizer: [sgd, rmsprop]}\n");
        Candidate candidate = table.candidate(new int[] {1, 1});
        assertThatThrownBy(() -> table.network(candidate, images))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("space t: it has no stages");
        assertThat(new StageCosts(table, images).of(candidate)).isEqualTo(Cost.ZERO);
    }
}
