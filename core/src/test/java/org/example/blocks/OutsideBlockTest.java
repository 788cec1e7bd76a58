package org.example.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Activation;
import io.narsil.network.BlockKinds;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Trace;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Blocks that another project brings: nothing of Narsil names them. */
class OutsideBlockTest {
    private static final long SEED = 20260103;
    private static final String NETWORK = """
            narsil: architecture/1
            name: mine
            input: {channels: 3, resolution: 8}
            classes: 10
            blocks:
              - {block: patch, patch: 2}
              - {block: separable, kernel: 3, multiplier: 2, channels: 8, activation: relu}
              - {block: separable, kernel: 3, channels: 16, stride: 2}
              - {block: classifier}
            """;
    private static final String SPACE = """
            narsil: space/1
            name: mine
            stages:
              - {block: patch, patch: [2, 4]}
              - {block: separable, kernel: [3, 5], multiplier: [1, 2, 3], channels: [8, 16], depth: [1, 2, 3], stride: [1, 2]}
              - {name: mixed, block: [mbconv, separable], kernel: 3, expansion: [2, 3], multiplier: [1, 2], channels: [16, 24], depth: [1, 2]}
              - {block: maxpool, kernel: [2, 3], stride: 2}
              - {block: classifier}
            """;

    @Test
    void anArchitectureHasThem() {
        Network network = NetworkFile.parse("mine.yaml", NETWORK);
        assertThat(network.blocks()).startsWith(new PatchBlock(2), new SeparableBlock(3, 2, 8, 1, Activation.RELU));
        assertThat(NetworkFile.parse("again.yaml", NetworkFile.write(network))).isEqualTo(network);
        assertThat(NetworkFile.write(network))
                .contains("{block: separable, kernel: 3, multiplier: 2, channels: 8, activation: relu}")
                .contains("{block: separable, kernel: 3, channels: 16, stride: 2}");
    }

    /** By hand: what comes in is 3x8x8, the patches are 3x4x4, then 8x4x4 and 16x2x2. */
    @Test
    void theirCostsAreExact() {
        Network network = NetworkFile.parse("mine.yaml", NETWORK);
        long patches = 3 * 3 * 4 * 16;
        long first = (6 * 9 + 6 * 8) * 16;
        long second = (8 * 9 + 8 * 16) * 4;
        assertThat(network.cost().macs()).isEqualTo(patches + first + second + 160);
        assertThat(network.cost().params()).isEqualTo(3 * 3 * 4 + 6 * 9 + 6 * 8 + 8 * 9 + 8 * 16 + 160);
        assertThat(Trace.of(network))
                .extracting(Trace.Operation::type)
                .containsExactly(
                        "conv",
                        "depthwise bn relu",
                        "pointwise bn relu",
                        "depthwise bn hard_swish",
                        "pointwise bn hard_swish",
                        "pool",
                        "linear");
        assertThat(WeightShapes.of(network)).hasSize(2 + 4 * 5 + 2);
    }

    @Test
    void aSpaceVariesThem() {
        SearchSpace space = SpaceFile.parse("mine.yaml", SPACE);
        assertThat(space.parameters())
                .extracting(p -> p.name())
                .containsExactly(
                        "stage1.patch",
                        "stage2.kernel",
                        "stage2.channels",
                        "stage2.depth",
                        "stage2.stride",
                        "stage2.multiplier",
                        "mixed.block",
                        "mixed.expansion",
                        "mixed.channels",
                        "mixed.depth",
                        "mixed.multiplier",
                        "stage4.kernel");
        for (InputSpec images : List.of(new InputSpec(3, 32, 10), new InputSpec(1, 41, 5))) {
            StageCosts costs = new StageCosts(space, images);
            RandomGenerator random = new Seeds(SEED).stream("outside", 0);
            for (int i = 0; i < 1000; i++) {
                Candidate candidate = space.random(random);
                Network network = space.network(candidate, images);
                assertThat(costs.of(candidate)).as("seed %d, draw %d", SEED, i).isEqualTo(network.cost());
                assertThat(NetworkFile.parse("n", NetworkFile.write(network))).isEqualTo(network);
            }
        }
    }

    /** Only mbconv reads an expansion, and only separable blocks a multiplier. */
    @Test
    void whatAnotherKindReadsStandsAtItsFirstValue() {
        SearchSpace space = SpaceFile.parse("mine.yaml", SPACE);
        Map<String, String> values =
                space.candidate(new int[space.parameters().size()]).values();
        values.put("mixed.expansion", "3");
        values.put("mixed.multiplier", "2");
        assertThat(space.candidate(values).values())
                .containsEntry("mixed.expansion", "3")
                .containsEntry("mixed.multiplier", "1");
        values.put("mixed.block", "separable");
        assertThat(space.candidate(values).values())
                .containsEntry("mixed.expansion", "2")
                .containsEntry("mixed.multiplier", "2");
    }

    @Test
    void mistakesAreNamedWithTheirLines() {
        assertThatThrownBy(() ->
                        NetworkFile.parse("mine.yaml", NETWORK.replace("{block: separable, ", "{block: seperable, ")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("mine.yaml:7: there is no block \"seperable\". Maybe \"separable\".")
                .hasMessageNotContaining("classifier");
        assertThatThrownBy(() -> NetworkFile.parse(
                        "mine.yaml", NETWORK.replace("patch: 2", "patch: 3").replace("multiplier: 2", "multiplier: 9")))
                .hasMessageContaining("mine.yaml:6: this is no block: a patch of 3 is not even")
                .hasMessageContaining("mine.yaml:7: \"blocks.multiplier\" must be from 1 to 8, not 9");
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", SPACE.replace("patch: [2, 4]", "patch: [2, 3]")))
                .hasMessageContaining("s.yaml:4: a patch of 3 is not even");
        assertThatThrownBy(
                        () -> SpaceFile.parse("s.yaml", SPACE.replace("multiplier: [1, 2, 3]", "multiplier: [1, 9]")))
                .hasMessageContaining("s.yaml:5: \"stages.multiplier\" must be a whole number from 1 to 8, not \"9\"");
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", SPACE.replace("[mbconv, separable]", "[mbconv, patch]")))
                .hasMessageContaining("s.yaml:6: a stage that may be of several kinds cannot be \"patch\"");
    }

    @Test
    void theyAreListedAfterThoseOfTheProject() {
        assertThat(BlockKinds.keys()).startsWith("conv").endsWith("separable", "patch");
    }
}
