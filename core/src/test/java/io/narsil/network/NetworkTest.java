package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stages, taps, heads and the names of layers. */
class NetworkTest {
    private static final String FLAT = """
            narsil: architecture/1
            name: example
            input: {channels: 3, resolution: 32}
            classes: 10
            blocks:
              - {block: conv, kernel: 3, channels: 16, stride: 2}
              - {block: maxpool, kernel: 3, stride: 2}
              - {block: mbconv, kernel: 3, expansion: 2, channels: 16, repeat: 2}
              - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
              - {block: mbconv, kernel: 5, expansion: 2, channels: 24, repeat: 2}
              - {block: fused, kernel: 3, expansion: 2, channels: 24}
              - {block: conv, kernel: 1, channels: 64}
              - {block: mbpool, expansion: 2, channels: 32}
              - {block: classifier}
            """;
    private static final String STAGED = """
            narsil: architecture/2
            name: example
            input: {channels: 3, resolution: 32}
            classes: 10
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 16, stride: 2}
              stage2:
                - {block: maxpool, kernel: 3, stride: 2}
                - {block: mbconv, kernel: 3, expansion: 2, channels: 16, repeat: 2}
              stage3:
                - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
                - {block: mbconv, kernel: 5, expansion: 2, channels: 24, repeat: 2}
              stage4:
                - {block: fused, kernel: 3, expansion: 2, channels: 24}
            head:
              - {block: conv, kernel: 1, channels: 64}
              - {block: mbpool, expansion: 2, channels: 32}
              - {block: classifier}
            """;

    private final Network network = NetworkFile.parse("n.yaml", STAGED);

    @Test
    void aFileSaysWhereStagesAre() {
        assertThat(NetworkFile.write(network)).isEqualTo(STAGED);
        assertThat(NetworkFile.parse("n.yaml", FLAT)).isEqualTo(network);
        assertThat(Network.of("example", 3, 32, 10, network.blocks())).isEqualTo(network);
    }

    @Test
    void layersAreNamedByStageAndBlock() {
        assertThat(network.blockNames())
                .containsExactly(
                        "stage1.1",
                        "stage2.1",
                        "stage2.2",
                        "stage2.3",
                        "stage3.1",
                        "stage3.2",
                        "stage3.3",
                        "stage4.1",
                        "head.1",
                        "head.2",
                        "classifier");
        assertThat(WeightShapes.of(network).keySet())
                .startsWith("stage1.1.conv.weight", "stage1.1.bn.weight")
                .contains("stage3.1.se_reduce.weight", "head.1.conv.weight", "head.2.project.bias")
                .endsWith("classifier.linear.weight", "classifier.linear.bias");
    }

    @Test
    void aDeeperNetworkCallsTheSameBlockTheSame() {
        Network deeper = NetworkFile.parse("d.yaml", STAGED.replace("repeat: 2", "repeat: 4"));
        assertThat(WeightShapes.of(deeper)).containsAllEntriesOf(WeightShapes.of(network));
    }

    @Test
    void tapsSayWhatFlowsAtTheEndsOfStages() {
        assertThat(network.taps())
                .containsExactly(
                        new Tap("stage1", 16, 2),
                        new Tap("stage2", 16, 4),
                        new Tap("stage3", 24, 8),
                        new Tap("stage4", 24, 8));
        for (String name : Zoo.names()) {
            // A power of two, and padding by half of each kernel, so that sizes are divided exactly.
            Network other = TimmVariant.get(name).with(name, 3, 256, 10);
            List<Shape> features = other.features(new CostCounter(), other.input());
            List<Tap> taps = other.taps();
            assertThat(taps).hasSameSizeAs(features).hasSameSizeAs(other.stages());
            for (int i = 0; i < taps.size(); i++) {
                Shape shape = features.get(i);
                assertThat(256 / shape.height()).as(name).isEqualTo(taps.get(i).reduction());
                assertThat(shape.channels()).as(name).isEqualTo(taps.get(i).channels());
            }
        }
    }

    @Test
    void theBackboneAndTheHeadAreTheWhole() {
        CostCounter whole = new CostCounter();
        CostCounter backbone = new CostCounter();
        network.accept(whole, network.input());
        network.features(backbone, network.input());
        Cost head = network.blockCosts().subList(8, 11).stream().reduce(Cost.ZERO, Cost::plus);
        assertThat(whole.total().macs()).isEqualTo(backbone.total().macs() + head.macs());
    }

    /** Where a block stands among all blocks decides how often stochastic depth drops it; stages do not. */
    @Test
    void depthGrowsEvenlyFromTheFirstBlockToTheLast() {
        List<Double> depths = new ArrayList<>();
        network.accept(new Depths(depths), null);
        assertThat(depths).containsExactly(0.2, 0.3, 0.5, 0.6, 0.7);
    }

    @Test
    void plainDataIsReadBackAsTheNetwork() {
        assertThat(NetworkFile.parse("tree", NetworkFile.tree(network))).isEqualTo(network);
        for (String name : Zoo.names()) {
            Network other = Zoo.get(name);
            Map<String, Object> tree = NetworkFile.tree(other);
            assertThat(NetworkFile.parse(name, tree)).isEqualTo(other);
            assertThat(tree).containsKeys("narsil", "input", "backbone", "head");
        }
        Map<String, Object> broken = NetworkFile.tree(network);
        broken.put("classes", 0);
        assertThatThrownBy(() -> NetworkFile.parse("line 7", broken))
                .isInstanceOf(UserException.class)
                .hasMessage("line 7: \"classes\" must be from 1 to 1048576, not 0. Maybe 1.");
    }

    @Test
    void aNameMayBeAnything() {
        for (String name : List.of("a: b", "true", "7", "it's \"x\" \\ {", "#", "two\nlines", "é")) {
            Network other = network.with(name, 3, 32, 10);
            assertThat(NetworkFile.parse("n", NetworkFile.write(other))).isEqualTo(other);
        }
    }

    @Test
    void mistakesInStagesComeTogetherWithTheirLines() {
        String yaml = STAGED.replace("stage2:", "second:")
                .replace(
                        "stage4:\n    - {block: fused",
                        "stage4:\n    - {block: mbpool, expansion: 2, channels: 24}\n    - {block: fuse");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", yaml))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "n.yaml:8: stages are called stage1, stage2 and so on, not \"second\". Maybe \"stage2\".")
                .hasMessageContaining("n.yaml:15: a block \"mbpool\" stands in the head, not in a stage")
                .hasMessageContaining("n.yaml:16: there is no block \"fuse\". Maybe \"fused\".");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", STAGED.replace("head:", "heads:")))
                .hasMessageContaining("\"head\" is missing")
                .hasMessageContaining("unknown key \"heads\". Maybe \"head\".");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", STAGED.replace("architecture/2", "architecture/3")))
                .hasMessageContaining("n.yaml:1: this file is \"architecture/3\", not \"architecture/2\"");
        assertThatThrownBy(() ->
                        NetworkFile.parse("n.yaml", STAGED.replace("backbone:", "backbone:\n  stage1: []\nrest:")))
                .hasMessageContaining("this stage has no blocks");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", STAGED.replace("  - {block: classifier}\n", "")))
                .hasMessageContaining("the last block of a network must be its classifier");
    }

    /** Notes where residual blocks stand. */
    private record Depths(List<Double> found) implements WeightReader {
        @Override
        public Void add(Void residual, Void branch, double depth) {
            found.add(depth);
            return null;
        }

        @Override
        public Void convolution(Void x, Convolution convolution) {
            return null;
        }

        @Override
        public Void batchNorm(Void x, BatchNorm batchNorm) {
            return null;
        }

        @Override
        public Void linear(Void x, Linear linear) {
            return null;
        }
    }
}
