package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.TrialResult;
import io.narsil.store.EpochRecord;
import io.narsil.task.Detection;
import io.narsil.task.Guessing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final int CLASSES = 10;
    private static final double GUESSED_LOSS = Math.log(CLASSES);

    private final Verdict verdict = new Verdict(new Guessing(0.1, 0.02, GUESSED_LOSS), "accuracy");

    private static TrialResult trained(TrialResult.Status status, String reason) {
        return new TrialResult(3, status, List.of(), OptionalDouble.of(0.5), reason);
    }

    private TrialResult done(double loss, double... accuracies) {
        List<EpochRecord> epochs = new ArrayList<>();
        for (double accuracy : accuracies) {
            epochs.add(new EpochRecord(epochs.size() + 1, loss, accuracy, 1));
        }
        return verdict.of(trained(TrialResult.Status.DONE, ""), epochs);
    }

    @Test
    void aTrainingThatLearnedKeepsItsResultWithItsCurve() {
        assertThat(done(1.5, 0.1, 0.4))
                .isEqualTo(new TrialResult(3, TrialResult.Status.DONE, List.of(0.1, 0.4), OptionalDouble.of(0.5), ""));
    }

    @Test
    void oneThatLearnedNothingHasDiverged() {
        TrialResult result = done(GUESSED_LOSS, 0.1, 0.12);
        assertThat(result.status()).isEqualTo(TrialResult.Status.DIVERGED);
        assertThat(result.scores()).containsExactly(0.1, 0.12);
        assertThat(result.reason())
                .isEqualTo(
                        "the accuracy never left chance: it was 12.0 % at best, and guessing reaches 12.0 %; the loss, 2.30, is"
                                + " no better than the 2.30 of guessing");
    }

    @Test
    void whoeverLearnedOnTheTrainingImagesOrOnceOnTheOthersHasNot() {
        assertThat(done(GUESSED_LOSS - 1e-6, 0.1, 0.1).done()).isTrue();
        assertThat(done(GUESSED_LOSS, 0.1, 0.1200001, 0.1).done()).isTrue();
    }

    /** It may learn for long before its boxes are good enough to count. */
    @Test
    void aDetectorThatHasFoundNothingYetHasNotDiverged() {
        Verdict detector = new Verdict(new Detection(3).guessing(new int[] {0}), "mAP");
        List<EpochRecord> epochs = List.of(new EpochRecord(1, 1.7, 0, 1), new EpochRecord(2, 1.6, 0, 1));
        assertThat(detector.of(trained(TrialResult.Status.DONE, ""), epochs).done())
                .isTrue();
    }

    @Test
    void oneThatFailedIsLeftAsItIs() {
        EpochRecord epoch = new EpochRecord(1, 9, 0.1, 1);
        for (TrialResult.Status status : List.of(TrialResult.Status.FAILED, TrialResult.Status.DIVERGED)) {
            TrialResult result = verdict.of(trained(status, "why"), List.of(epoch));
            assertThat(result.status()).isEqualTo(status);
            assertThat(result.reason()).isEqualTo("why");
            assertThat(result.scores()).containsExactly(0.1);
        }
    }
}
