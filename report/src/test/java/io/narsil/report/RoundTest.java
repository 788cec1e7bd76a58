package io.narsil.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final SearchSpace SPACE =
            SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2]}\n");

    private static StoredTrial trial(Trial.Kind kind, int round, Double predicted, double... curve) {
        Trial trial = new Trial(0, kind, round, "b", SPACE.candidate(new int[] {0}), 2, 2);
        List<EpochRecord> epochs = java.util.stream.IntStream.range(0, curve.length)
                .mapToObj(i -> new EpochRecord(i + 1, 1, curve[i], 1))
                .toList();
        return new StoredTrial(
                trial,
                Cost.ZERO,
                Optional.ofNullable(predicted).map(p -> new Prediction(p, 0.1)),
                "",
                true,
                epochs,
                Optional.empty());
    }

    private static StoredTrial round(int round, Double predicted, double... curve) {
        return trial(Trial.Kind.ROUND, round, predicted, curve);
    }

    @Test
    void predictionsAreRankedAgainstTheLastEpoch() {
        // Of the six pairs five are in the same order, one is not: (5 - 1) / 6.
        List<StoredTrial> trials = List.of(
                round(1, 0.1, 0.9, 0.2), round(1, 0.2, 0.8, 0.1), round(1, 0.3, 0.7, 0.3), round(1, 0.4, 0.6, 0.4));
        assertThat(Round.of(trials)).containsExactly(new Round(2, 4, 4.0 / 6));
    }

    @Test
    void whatWasNotPredictedOrNotTrainedIsNotJudged() {
        List<StoredTrial> trials = List.of(
                round(0, null, 0.5),
                round(1, 0.1, 0.2),
                round(1, 0.2, 0.3),
                round(1, 0.3),
                trial(Trial.Kind.FINALIST, 2, 0.3, 0.4));
        assertThat(Round.of(trials)).containsExactly(new Round(1, 0, null), new Round(2, 2, null));
    }

    @Test
    void equalAccuraciesHaveNoRank() {
        List<StoredTrial> trials = List.of(round(0, 0.1, 0.5), round(0, 0.2, 0.5), round(0, 0.3, 0.5));
        assertThat(Round.of(trials)).containsExactly(new Round(1, 3, null));
    }
}
