package io.narsil.inherit;

import static io.narsil.inherit.Family.PARENT;
import static io.narsil.inherit.Family.inherited;
import static io.narsil.inherit.Family.logits;
import static io.narsil.inherit.Family.network;
import static io.narsil.inherit.Family.random;
import static io.narsil.inherit.Family.second;
import static io.narsil.inherit.Family.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Activation;
import io.narsil.network.BasicBlock;
import io.narsil.network.Block;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That networks compute what their parents do, or do without what they dropped. */
class InheritanceTest {
    @ParameterizedTest
    @ValueSource(strings = {"fbnetv3-a", "efficientnet-b0", "mobilenetv3-small", "resnet-18", "resnet-50"})
    void theSameNetworkInheritsEveryBit(String name) {
        Network network = Zoo.get(name).with(name, 3, 64, 10);
        Map<String, float[]> weights = random(network, 1);
        Inheritance inheritance = Inheritance.of(network, weights, network);
        inherited(inheritance, network)
                .forEach((array, values) -> assertThat(Arrays.equals(values, weights.get(array)))
                        .as(array)
                        .isTrue());
        assertThat(inheritance.layers()).allMatch(l -> l.text().equals("copied"));
        assertThat(inheritance.layers()).allMatch(l -> l.inherited() == l.parameters() && l.inherited() > 0);
        assertThat(inheritance.layers().stream()
                        .mapToLong(InheritedLayer::parameters)
                        .sum())
                .isEqualTo(network.cost().trainable());
        assertThat(inheritance.dropped()).isEmpty();
    }

    /** Expansion 2 in place of 4: in each block half the hidden channels go, and only those that matter least. */
    @Test
    void aBlockOfFewerHiddenChannelsComputesWhatTheParentDoesWithoutTheOthers() {
        Network child = network(16, second(3, 2, 16, 3), 24, 5);
        Map<String, float[]> weights = random(PARENT, 1);
        Inheritance inheritance = Inheritance.of(PARENT, weights, child);
        assertThat(text(inheritance, "stage2.2.expand")).isEqualTo("32 of 64 channels, the most important");
        assertThat(text(inheritance, "stage2.2.depthwise")).isEqualTo("32 of 64 channels, the most important");
        assertThat(text(inheritance, "stage2.2.project")).isEqualTo("reads 32 of 64");
        for (int b = 1; b <= 3; b++) {
            String block = "stage2." + b + ".";
            for (int dropped : least(weights, block, 64, 32)) {
                silence(weights, block + "project", 64, dropped);
                silence(weights, block + "se_reduce", 64, dropped);
            }
        }
        assertThat(logits(child, inherited(inheritance, child))).containsExactly(logits(PARENT, weights), within(1e-9));
    }

    /** Fewer channels between blocks: what all blocks of the stage add to, and the next stage reads, is the same set. */
    @Test
    void aStageOfFewerChannelsKeepsTheSameOnesInAllItsBlocks() {
        // Hidden and squeezed widths follow the channels that come in: held here by other expansions.
        Network parent = basic(24, 3);
        Network child = basic(16, 3);
        Map<String, float[]> weights = random(parent, 3);
        Inheritance inheritance = Inheritance.of(parent, weights, child);
        Map<String, float[]> cut = inherited(inheritance, child);
        int[] kept = kept(weights.get("stage2.1.bn2.weight"), cut.get("stage2.1.bn2.weight"));
        for (String norm : List.of("stage2.1.shortcut_bn", "stage2.2.bn2", "stage2.3.bn2")) {
            float[] all = weights.get(norm + ".running_mean");
            float[] some = cut.get(norm + ".running_mean");
            for (int i = 0; i < kept.length; i++) {
                assertThat(some[i]).as(norm).isEqualTo(all[kept[i]]);
            }
        }
        float[] reads = cut.get("classifier.linear.weight");
        for (int i = 0; i < kept.length; i++) {
            assertThat(reads[16 + i]).isEqualTo(weights.get("classifier.linear.weight")[24 + kept[i]]);
        }
    }

    private static Network basic(int channels, int depth) {
        List<Block> blocks = new ArrayList<>(List.of(new BasicBlock(3, channels, 2, Activation.RELU)));
        for (int i = 1; i < depth; i++) {
            blocks.add(new BasicBlock(3, channels, 1, Activation.RELU));
        }
        return new Network(
                "r",
                3,
                8,
                4,
                List.of(List.of(new ConvBlock(3, 8, 1, Activation.RELU, 1)), blocks),
                List.of(new Classifier(true)));
    }

    private static int[] kept(float[] all, float[] some) {
        int[] kept = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            for (int j = 0; j < all.length; j++) {
                if (all[j] == some[i]) {
                    kept[i] = j;
                }
            }
        }
        assertThat(kept).isSorted().doesNotHaveDuplicates();
        return kept;
    }

    @Test
    void aWiderOneWithLargerKernelsComputesWhatItsParentDoes() {
        Map<String, float[]> weights = random(PARENT, 1);
        double[] wanted = logits(PARENT, weights);
        for (Network child : List.of(
                network(16, second(5, 4, 16, 3), 24, 5),
                network(16, second(3, 6, 16, 3), 24, 5),
                network(24, second(7, 6, 32, 3), 40, 5))) {
            Inheritance inheritance = Inheritance.of(PARENT, weights, child);
            assertThat(logits(child, inherited(inheritance, child))).containsExactly(wanted, within(1e-9));
        }
        Inheritance wide = Inheritance.of(PARENT, weights, network(24, second(7, 6, 32, 3), 40, 5));
        assertThat(text(wide, "stage2.2.depthwise")).isEqualTo("kernel 3 padded to 7; padded from 64 to 192 channels");
        assertThat(text(wide, "stage2.2.project")).isEqualTo("padded from 16 to 32 channels; reads 128 more");
    }

    @Test
    void aDeeperOneAddsBlocksThatChangeNothingAndAShallowerOneDropsTheLastOnes() {
        Map<String, float[]> weights = random(PARENT, 1);
        Network deeper = network(16, second(3, 4, 16, 5), 24, 5);
        Inheritance inheritance = Inheritance.of(PARENT, weights, deeper);
        Map<String, float[]> arrays = inherited(inheritance, deeper);
        // As the trainer begins: the last batch norm of a residual branch has a scale of 0, and no shift.
        for (String array : List.of("weight", "bias", "running_mean")) {
            Arrays.fill(arrays.get("stage2.4.project_bn." + array), 0);
            Arrays.fill(arrays.get("stage2.5.project_bn." + array), 0);
        }
        assertThat(logits(deeper, arrays)).containsExactly(logits(PARENT, weights), within(1e-9));
        assertThat(text(inheritance, "stage2.4.expand")).isEqualTo("new: the parent has no stage2.4");

        Network shallower = network(16, second(3, 4, 16, 1), 24, 5);
        Inheritance less = Inheritance.of(PARENT, weights, shallower);
        assertThat(less.dropped()).containsExactly("stage2.2", "stage2.3");
        assertThat(less.layers()).allMatch(l -> l.text().equals("copied"));
    }

    /** The channels that matter least by what makes, filters and reads them, worked out here once more. */
    private static List<Integer> least(Map<String, float[]> w, String block, int width, int drop) {
        double[] makes = scaled(w, block + "expand", width);
        double[] filters = scaled(w, block + "depthwise", width);
        double[] reads = new double[width];
        float[] project = w.get(block + "project.weight");
        for (int i = 0; i < project.length; i++) {
            reads[i % width] += Math.abs(project[i]);
        }
        double[] all = new double[width];
        for (double[] norms : List.of(makes, filters, reads)) {
            double mean = Arrays.stream(norms).average().orElseThrow();
            Arrays.setAll(all, c -> all[c] + norms[c] / mean);
        }
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            order.add(c);
        }
        order.sort(Comparator.comparingDouble(c -> all[c]));
        return order.subList(0, drop);
    }

    private static double[] scaled(Map<String, float[]> w, String layer, int width) {
        float[] filters = w.get(layer + ".weight");
        double[] norms = new double[width];
        for (int i = 0; i < filters.length; i++) {
            norms[i / (filters.length / width)] += Math.abs(filters[i]);
        }
        Arrays.setAll(norms, c -> norms[c] * Math.abs(w.get(layer + "_bn.weight")[c]));
        return norms;
    }

    /** Has a pointwise convolution read nothing of a channel. */
    private static void silence(Map<String, float[]> weights, String layer, int in, int channel) {
        float[] w = weights.get(layer + ".weight");
        for (int i = channel; i < w.length; i += in) {
            w[i] = 0;
        }
    }
}
