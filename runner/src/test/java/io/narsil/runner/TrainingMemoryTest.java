package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.detector.Detector;
import io.narsil.detector.DetectorForm;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import org.junit.jupiter.api.Test;

/** Peaks that were measured at 192 pixels in 32 bits (docs/performance.md), in MB, less what is foretold for the process. */
class TrainingMemoryTest {
    private static final long PROCESS = 520;

    private static long foretold(String backbone, int batch) {
        Detector detector = new DetectorForm(96, 2).of(Zoo.get(backbone).with("net", 3, 192, 3));
        return TrainingMemory.of(detector, detector.cost(), batch, 1) >> 20;
    }

    @Test
    void moreImagesThanThoseOfAStepAreLookedAtAfterAnEpoch() {
        assertThat(foretold("efficientnet-lite0", 4)).isBetween(1639 - PROCESS, 1639 * 5 / 4 - PROCESS);
    }

    @Test
    void fewerImagesThanThoseOfAStepFitWhereItsWere() {
        assertThat(foretold("mobilenetv3-small", 32)).isBetween(1335 - PROCESS, 1335 * 5 / 4 - PROCESS);
    }

    @Test
    void smallerImagesInTrainingTakeLess() {
        Network network = Zoo.get("efficientnet-lite0").with("net", 3, 160, 43);
        long whole = TrainingMemory.of(network, network.cost(), 64, 1);
        long smaller = TrainingMemory.of(network, network.cost(), 64, 0.64);
        long step = ActivationMemory.of(network.cost().activations(), 64);
        assertThat(smaller).isLessThan(whole).isGreaterThan(step * 64 / 100);
    }
}
