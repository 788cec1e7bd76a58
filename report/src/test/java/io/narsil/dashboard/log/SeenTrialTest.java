package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeenTrialTest {
    private static double work(String size, String resolution, int pixels) {
        SeenTrial trial = new SeenTrial(1);
        trial.activations = 1000;
        trial.trainingSize = size;
        trial.resolution = SeenTrial.side(resolution);
        trial.of(pixels);
        return trial.work();
    }

    /** As the trainer rounds it (docs/images.md). */
    @Test
    void itsWorkIsThatOfItsImagesInTraining() {
        assertThat(work("0.8", "112", 176)).isCloseTo(1000 * 96.0 * 96 / 112 / 112, within(1e-9));
        assertThat(work("0.8", "", 176)).isCloseTo(1000 * 144.0 * 144 / 176 / 176, within(1e-9));
        assertThat(work("", "112", 176)).isEqualTo(1000);
        assertThat(work("0.8", "", 0)).isEqualTo(1000);
        assertThat(work("any", "all", 176)).isEqualTo(1000);
    }
}
