package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Costs as timm and torchvision count them, from {@code tools/golden_networks.py}. */
class GoldenCostsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "golden-costs.csv", numLinesToSkip = 1)
    void costsEqualThoseOfOtherImplementations(String name, int resolution, long macs, long params, long trainable) {
        Network network = TimmVariant.get(name);
        assertThat(network.resolution()).isEqualTo(resolution);
        assertThat(network.cost().macs()).isEqualTo(macs);
        assertThat(network.cost().params()).isEqualTo(params);
        assertThat(network.cost().trainable()).isEqualTo(trainable);
    }

    /** The coefficients of the paper's models. */
    @ParameterizedTest
    @CsvSource({
        "efficientnet-b1, 1.0, 1.1, 240",
        "efficientnet-b2, 1.1, 1.2, 260",
        "efficientnet-b3, 1.2, 1.4, 300",
        "efficientnet-b4, 1.4, 1.8, 380",
        "efficientnet-b5, 1.6, 2.2, 456",
        "efficientnet-b6, 1.8, 2.6, 528",
        "efficientnet-b7, 2.0, 3.1, 600",
    })
    void largerEfficientNetsAreTheSmallestOneScaled(String name, double width, double depth, int resolution) {
        Network scaled = new CompoundScaling(width, depth, resolution).scale(Zoo.get("efficientnet-b0"), name);
        assertThat(scaled).isEqualTo(Zoo.get(name));
    }
}
