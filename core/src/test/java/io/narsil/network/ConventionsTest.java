package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a network says of all its layers: padding, batch norm's epsilon, and the scale of its images. */
class ConventionsTest {
    private static final String LAYERS = """
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 8, stride: 2}
                - {block: maxpool, kernel: 3, stride: 2}
              stage2:
                - {block: mbconv, kernel: 5, expansion: 2, channels: 16, stride: 2, se: 0.5}
                - {block: fused, kernel: 3, expansion: 2, channels: 16}
              stage3:
                - {block: basic, kernel: 3, channels: 16, stride: 2}
                - {block: bottleneck, kernel: 3, channels: 32, groups: 2}
            head:
              - {block: mbpool, expansion: 2, channels: 32}
              - {block: classifier}
            """;
    private static final String TENSORFLOW = """
            narsil: architecture/2
            name: n
            input: {channels: 3, resolution: 33, mean: [0.5, 0.25, 0.125], std: [0.5, 1, 2.5]}
            classes: 5
            padding: same
            batch_norm: {epsilon: 0.001}
            """ + LAYERS;

    /** Every layer that pads or normalises, of every kind of block. */
    private static List<Object> layers(Network network) {
        List<Object> found = new ArrayList<>();
        network.accept(
                new WeightReader() {
                    @Override
                    public Void convolution(Void x, Convolution c) {
                        found.add(c.kernel() == 1 ? "pointwise" : c.padding());
                        return null;
                    }

                    @Override
                    public Void batchNorm(Void x, BatchNorm b) {
                        found.add(b.epsilon());
                        return null;
                    }

                    @Override
                    public Void maxPool(Void x, Pooling pool) {
                        found.add(pool.padding());
                        return null;
                    }

                    @Override
                    public Void linear(Void x, Linear linear) {
                        return null;
                    }
                },
                null);
        found.removeIf("pointwise"::equals);
        return found.stream().distinct().toList();
    }

    @Test
    void everyBlockFollowsThem() {
        Network network = NetworkFile.parse("n.yaml", TENSORFLOW);
        assertThat(layers(network)).containsExactlyInAnyOrder(new Padding.Same(), 1e-3);
        assertThat(layers(network.with(Conventions.USUAL)))
                .containsExactlyInAnyOrder(Padding.each(1), Padding.each(2), 1e-5);
        assertThat(network.conventions().normalisation())
                .contains(new Normalisation(List.of(0.5, 0.25, 0.125), List.of(0.5, 1.0, 2.5)));
    }

    @Test
    void whatIsWrittenIsReadBackAndWhatIsUsualIsNotWritten() {
        Network network = NetworkFile.parse("n.yaml", TENSORFLOW);
        assertThat(NetworkFile.write(network))
                .contains("mean: [0.5, 0.25, 0.125], std: [0.5, 1, 2.5]}")
                .contains("padding: same\n")
                .contains("batch_norm: {epsilon: 0.001}\n");
        assertThat(NetworkFile.parse("n.yaml", NetworkFile.write(network))).isEqualTo(network);
        assertThat(NetworkFile.parse("tree", NetworkFile.tree(network))).isEqualTo(network);
        Network grey = new Network("g", 1, 33, 5, network.stages(), network.head());
        assertThat(NetworkFile.write(grey)).doesNotContain("padding", "batch_norm", "mean");
        Normalisation alike = new Normalisation(List.of(127 / 255.0), List.of(128 / 255.0));
        Network scaled = grey.with(Conventions.USUAL.with(Optional.of(alike)));
        assertThat(NetworkFile.write(scaled)).contains("mean: 0.4980392156862745, std: 0.5019607843137255}");
        assertThat(NetworkFile.parse("n.yaml", NetworkFile.write(scaled))).isEqualTo(scaled);
    }

    /** One number for all stays for any channels; of different ones another number of channels has the mean. */
    @Test
    void aNormalisationIsForTheChannelsOfTheImages() {
        Network network = Zoo.get("efficientnet-lite0");
        assertThat(network.with("n", 3, 64, 7).conventions()).isEqualTo(network.conventions());
        Network grey = network.with("n", 1, 64, 7);
        assertThat(grey.conventions().normalisation())
                .contains(new Normalisation(List.of(127 / 255.0), List.of(128 / 255.0)));
        assertThat(network.conventions().suit(grey)).isTrue();
        assertThat(grey.with("n", 3, 64, 7).conventions()).isEqualTo(network.conventions());
        Network colours = NetworkFile.parse("n.yaml", TENSORFLOW);
        Network mean = colours.with("n", 1, 64, 7);
        assertThat(mean.conventions().normalisation())
                .contains(new Normalisation(List.of(0.875 / 3), List.of(4.0 / 3)));
        assertThat(colours.conventions().suit(mean)).isFalse();
        assertThatThrownBy(() -> new Network("n", 1, 64, 7, network.conventions(), network.stages(), network.head()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", """
                        narsil: architecture/2
                        input: {channels: 3, resolution: 32, mean: [0.5, 0.5], std: [0.5, 0, x]}
                        classes: 5
                        padding: sane
                        batch_norm: {epsilon: 0, momentum: 0.1}
                        """ + LAYERS))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        "n.yaml:2",
                        "these are 2 numbers for images of 3 channels",
                        "must be from 1.0E-4 to 10000.0, not 0.0",
                        "must be a number, not \"x\"",
                        "n.yaml:4",
                        "must be one of half, same, not \"sane\"",
                        "n.yaml:5",
                        "must be from 1.0E-10 to 1.0, not 0.0",
                        "unknown key \"batch_norm.momentum\"");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", TENSORFLOW.replace(", std: [0.5, 1, 2.5]", "")))
                .hasMessageContaining("\"input.std\" is missing");
    }

    /** One of the two would be ignored. */
    @Test
    void aRowsOwnPaddingAndTensorFlowsExcludeEachOther() {
        String both = TENSORFLOW.replace("se: 0.5}", "se: 0.5, padding: 2}");
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", both))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("n.yaml:12")
                .hasMessageContaining("this network pads as TensorFlow does (padding: same), so no row says its own");
        assertThat(NetworkFile.parse("n.yaml", both.replace("padding: same", "padding: half"))
                        .cost())
                .isEqualTo(NetworkFile.parse("n.yaml", TENSORFLOW).cost());
    }
}
