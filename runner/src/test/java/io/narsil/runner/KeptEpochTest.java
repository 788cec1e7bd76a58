package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.task.Classification;
import io.narsil.task.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptEpochTest {
    private static final KeptEpoch FEW = new KeptEpoch(new Classification(10), 300);
    private static final KeptEpoch MANY = new KeptEpoch(new Classification(10), 1_000_000);

    @Test
    void ofEqualScoresTheLastEpochIsKept() {
        assertThat(FEW.of(List.of(0.5, 0.9, 0.9, 0.9))).isEqualTo(4);
        assertThat(MANY.of(List.of(0.5, 0.9, 0.9, 0.8))).isEqualTo(3);
        assertThat(MANY.of(List.of(0.3))).isEqualTo(1);
    }

    @Test
    void aLaterEpochIsKeptWhereChanceMayHaveMovedIt() {
        // The deviation of 0.9 on 300 images is a point; on a million it is nothing.
        List<Double> scores = List.of(0.5, 0.9, 0.895);

        assertThat(FEW.of(scores)).isEqualTo(3);
        assertThat(MANY.of(scores)).isEqualTo(2);
    }

    @Test
    void aWorseEpochDoesNotTakeThePlace() {
        assertThat(FEW.of(List.of(0.9, 0.7, 0.8))).isEqualTo(1);
        assertThat(FEW.of(List.of(0.9, 0.895, 0.889, 0.884)))
                .as("many small steps down, each of which chance might have made")
                .isEqualTo(2);
    }

    @Test
    void chanceMovesDetectorsLessThanAsManyClassifiers() {
        KeptEpoch boxes = new KeptEpoch(new Detection(3), 300);

        assertThat(boxes.of(List.of(0.4, 0.5, 0.499))).isEqualTo(3);
        assertThat(boxes.of(List.of(0.4, 0.5, 0.49))).isEqualTo(2);
        assertThat(FEW.of(List.of(0.4, 0.5, 0.49))).isEqualTo(3);
        assertThat(boxes.of(List.of(0.0, 0.0))).isEqualTo(2);
    }

    @Test
    void goingOnEpochByEpochKeepsTheSame() {
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<Double> scores = new ArrayList<>();
            int kept = 0;
            for (int epoch = 1; epoch <= 12; epoch++) {
                double score = 0.8 + random.nextInt(30) / 300.0;
                kept = FEW.replaces(scores, score) ? epoch : kept;
                scores.add(score);
            }
            assertThat(FEW.of(scores)).as("seed %d", seed).isEqualTo(kept);
        }
    }
}
