package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.detector.Detector;
import io.narsil.detector.DetectorForm;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import org.junit.jupiter.api.Test;

class EvaluationMemoryTest {
    private static final long IMAGE = 3 * 24 * 24;

    private static Network network(String more) {
        return NetworkFile.parse("net.yaml", """
                narsil: architecture/1
                name: net
                input: {channels: 3, resolution: 24}
                classes: 2
                %sblocks:
                  - {block: conv, kernel: 3, channels: 8, stride: 2}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 16, stride: 2}
                  - {block: classifier}
                """.formatted(more));
    }

    @Test
    void largerImagesComeInSmallerBatches() {
        assertThat(EvaluationMemory.batch(28)).isEqualTo(250);
        assertThat(EvaluationMemory.batch(64)).isEqualTo(250);
        assertThat(EvaluationMemory.batch(192)).isEqualTo(27);
        assertThat(EvaluationMemory.batch(5000)).isEqualTo(1);
    }

    /** Counted by hand: each convolution with the activation behind it, and the last one of the block without. */
    @Test
    void whatLayersMakeOfABatchIsKept() {
        long stem = 2 * 8 * 12 * 12;
        long block = 2 * 16 * 12 * 12 + 2 * 16 * 6 * 6 + 16 * 6 * 6;
        long head = 16 + 2;
        assertThat(EvaluationMemory.of(network(""))).isEqualTo(4 * 250 * (IMAGE + stem + block + head));
    }

    /** Steps of two over an even side have a zero at one end alone, and libtorch gets a copy that has it. */
    @Test
    void copiesThatArePaddedAreCounted() {
        long copies = 3 * 25 * 25 + 16 * 13 * 13;
        assertThat(EvaluationMemory.of(network("padding: same\n")))
                .isEqualTo(EvaluationMemory.of(network("")) + 4 * 250 * copies);
    }

    /** Measured (docs/performance.md): the peak grew by 1,240 to 1,450 MB when the first epoch's images were looked at. */
    @Test
    void aDetectorsLevelsAreCounted() {
        Network backbone = Zoo.get("efficientnet-lite0").with("lite", 3, 192, 3);
        Detector detector = new DetectorForm(96, 2).of(backbone);
        assertThat(EvaluationMemory.of(detector) >> 20).isBetween(1240L, 1450L);
        assertThat(EvaluationMemory.of(detector)).isGreaterThan(EvaluationMemory.of(backbone));
    }
}
