package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.detector.Detector;
import io.narsil.detector.DetectorForm;
import io.narsil.network.Zoo;
import org.junit.jupiter.api.Test;

/** Peaks that were measured at 192 pixels in 32 bits (docs/performance.md), in MB, less what is foretold for the process. */
class TrainingMemoryTest {
    private static final long PROCESS = 520;

    private static long foretold(String backbone, int batch) {
        Detector detector = new DetectorForm(96, 2).of(Zoo.get(backbone).with("net", 3, 192, 3));
        return TrainingMemory.of(detector, detector.cost(), batch) >> 20;
    }

    @Test
    void moreImagesThanThoseOfAStepAreLookedAtAfterAnEpoch() {
        assertThat(foretold("efficientnet-lite0", 4)).isBetween(2292 - PROCESS, 2292 * 5 / 4 - PROCESS);
    }

    @Test
    void fewerImagesThanThoseOfAStepFitWhereItsWere() {
        assertThat(foretold("mobilenetv3-small", 32)).isBetween(1335 - PROCESS, 1335 * 5 / 4 - PROCESS);
    }
}
