package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published figures of FBNetV3-A to G (Dai et al., and the authors' model files) are exact oracles. */
class ZooTest {
    @ParameterizedTest
    @CsvSource({
        "fbnetv3-a,  356598280,  8542224,  8599448",
        "fbnetv3-b,  461550136,  8542224,  8599448",
        "fbnetv3-c,  556969904,  9907136,  9974784",
        "fbnetv3-d,  644420352, 10237552, 10307256",
        "fbnetv3-e,  762046336, 10699464, 10773856",
        "fbnetv3-f, 1181644520, 13803072, 13897120",
        "fbnetv3-g, 2129656384, 16513648, 16624872",
    })
    void costsEqualThePublishedOnesToTheLastDigit(String name, long flops, long params, long trainable) {
        Cost cost = Zoo.get(name).cost();
        assertThat(cost.publishedFlops()).isEqualTo(flops);
        assertThat(cost.params()).isEqualTo(params);
        assertThat(cost.trainable()).isEqualTo(trainable);
    }

    @Test
    void aWrittenNetworkIsReadBackAsItself() {
        for (String name : Zoo.names()) {
            Network network = Zoo.get(name);
            assertThat(NetworkFile.parse(name, NetworkFile.write(network))).isEqualTo(network);
        }
    }
}
