package io.narsil.inherit;

import static io.narsil.inherit.Family.PARENT;
import static io.narsil.inherit.Family.SWISH;
import static io.narsil.inherit.Family.inherited;
import static io.narsil.inherit.Family.network;
import static io.narsil.inherit.Family.random;
import static io.narsil.inherit.Family.second;
import static io.narsil.inherit.Family.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.network.Activation;
import io.narsil.network.Block;
import io.narsil.network.Bottleneck;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.FusedMBConv;
import io.narsil.network.Network;
import io.narsil.network.Squeeze;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of kernels, colours, groups, and of what does not fit. */
class InheritanceRulesTest {
    @Test
    void aKernelIsCutAboutItsCentre() {
        Network large = network(16, second(5, 4, 16, 1), 24, 5);
        Network small = network(16, second(3, 4, 16, 1), 24, 5);
        Map<String, float[]> weights = random(large, 1);
        float[] five = weights.get("stage2.1.depthwise.weight");
        float[] three = inherited(Inheritance.of(large, weights, small), small).get("stage2.1.depthwise.weight");
        for (int i = 0; i < three.length; i++) {
            int channel = i / 9;
            int row = i % 9 / 3 + 1;
            int column = i % 3 + 1;
            assertThat(three[i]).isEqualTo(five[channel * 25 + row * 5 + column]);
        }
    }

    @Test
    void greyImagesAreReadByTheSumOfTheColours() {
        Network colour = PARENT.with("c", 3, 8, 5);
        Map<String, float[]> weights = random(colour, 1);
        Inheritance grey = Inheritance.of(colour, weights, PARENT);
        assertThat(text(grey, "stage1.1.conv")).isEqualTo("colours added up");
        Map<String, float[]> arrays = inherited(grey, PARENT);
        double[][][] one = {new double[8][8]};
        one[0][3][4] = 2;
        one[0][7][0] = -1;
        double[][][] three = {one[0], one[0], one[0]};
        assertThat(PlainReader.logits(PARENT, arrays, one))
                .containsExactly(PlainReader.logits(colour, weights, three), within(1e-5));
        Map<String, float[]> back = inherited(Inheritance.of(PARENT, arrays, colour), colour);
        assertThat(PlainReader.logits(colour, back, three))
                .containsExactly(PlainReader.logits(PARENT, arrays, one), within(1e-5));
    }

    @Test
    void whatDoesNotFitIsNewAndSaysWhy() {
        Map<String, float[]> weights = random(PARENT, 1);
        List<Block> other = List.of(new FusedMBConv(3, 4, 16, 2, Squeeze.NONE, SWISH));
        Network child = network(16, other, 24, 7);
        Inheritance inheritance = Inheritance.of(PARENT, weights, child);
        assertThat(text(inheritance, "classifier.linear")).isEqualTo("new: for 7 classes, not 5");
        assertThat(text(inheritance, "stage2.1.expand")).isEqualTo("new: the parent's stage2.1 is a block \"mbconv\"");
        Map<String, float[]> untouched = random(child, 99);
        Map<String, float[]> arrays = inherited(inheritance, child);
        for (String array :
                List.of("classifier.linear.weight", "stage2.1.expand.weight", "stage2.1.expand_bn.running_var")) {
            assertThat(arrays.get(array)).isEqualTo(untouched.get(array));
        }
        // A block that keeps its channels has no hidden ones to take.
        Network plain = network(16, second(3, 1, 16, 1), 24, 5);
        Inheritance narrow = Inheritance.of(PARENT, weights, plain);
        assertThat(text(narrow, "stage2.1.depthwise")).isEqualTo("new: reads other channels than the parent's");
        assertThat(text(narrow, "stage2.1.project")).isEqualTo("new: reads other channels than the parent's");
    }

    @Test
    void groupsKeepTheirOwnChannels() {
        Network parent = grouped(64, 4);
        Map<String, float[]> weights = random(parent, 5);
        Network child = grouped(32, 4);
        Inheritance inheritance = Inheritance.of(parent, weights, child);
        assertThat(text(inheritance, "stage2.1.spatial"))
                .startsWith("8 of 16 channels")
                .endsWith("reads 8 of 16");
        assertThat(inheritance.layers()).allMatch(l -> l.inherited() == l.parameters());
        assertThat(text(Inheritance.of(parent, weights, grouped(64, 2)), "stage2.1.spatial"))
                .isEqualTo("new: its groups hold other channels than the parent's");
    }

    private static Network grouped(int channels, int groups) {
        return new Network(
                "g",
                3,
                8,
                4,
                List.of(
                        List.of(new ConvBlock(3, 8, 1, Activation.RELU, 1)),
                        List.of(new Bottleneck(3, 4, channels, 1, Activation.RELU, groups))),
                List.of(new Classifier(true)));
    }
}
