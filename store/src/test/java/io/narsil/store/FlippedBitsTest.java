package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bit of a database flips, no wrong value is read from it. {@code -Dnarsil.flips=100000} flips as often as a
 * release is checked with.
 */
class FlippedBitsTest {
    private static final int FLIPS = Integer.getInteger("narsil.flips", 400);

    @TempDir
    private Path folder;

    @Test
    void noWrongValueIsRead() throws Exception {
        Path file = folder.resolve("study.db");
        Map<Integer, StoredTrial> expected = write(file);
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        int[] outcomes = new int[3];
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(8 * bytes.length);
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            outcomes[outcome(file, expected, "bit " + bit)]++;
            Files.deleteIfExists(file.resolveSibling("study.db-wal"));
            Files.deleteIfExists(file.resolveSibling("study.db-shm"));
        }
        assertThat(outcomes).as("refused, mended and harmless").doesNotContain(0);
    }

    /** 0: refused or set aside, 1: mended, 2: harmless. */
    private static int outcome(Path file, Map<Integer, StoredTrial> expected, String where) {
        try (TrialStore store = TrialStores.existing(file.toString())) {
            List<StoredTrial> read = store.study("s", Samples.SPACE).trials();
            // Of a study whose name is damaged there is nothing, which a reader has to say.
            if (!read.isEmpty()) {
                assertThat(read).as(where).containsExactlyElementsOf(expected.values());
            }
        } catch (UserException e) {
            assertThat(e).hasMessageContaining("study.db");
        }
        try {
            if (TrialStores.damaged(file.toString())) {
                return 0;
            }
            try (TrialStore store = TrialStores.open(file.toString())) {
                StudyTrials study = store.study("s", Samples.SPACE);
                List<Integer> again = study.mended();
                for (StoredTrial trial : study.trials()) {
                    StoredTrial was = expected.get(trial.id());
                    assertThat(trial.trial()).as(where).isEqualTo(was.trial());
                    assertThat(trial.prediction()).as(where).isEqualTo(was.prediction());
                    assertThat(trial.epochs())
                            .as(where)
                            .isEqualTo(was.epochs().subList(0, trial.epochs().size()));
                    if (trial.result().isPresent()) {
                        assertThat(trial).as(where).isEqualTo(was);
                    } else {
                        assertThat(again).as(where).contains(trial.id());
                    }
                }
                return again.isEmpty() ? 2 : 1;
            }
        } catch (UserException e) {
            assertThat(e).as(where).hasMessageContaining("study.db");
            return 0;
        }
    }

    private static Map<Integer, StoredTrial> write(Path file) {
        try (TrialStore store = TrialStores.open(file.toString())) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(IntStream.range(0, 40)
                    .mapToObj(id -> Samples.chosen(Samples.trial(id, id % 3, 10)))
                    .toList());
            for (int id = 0; id < 40; id++) {
                study.started(id);
                for (int epoch = 1; epoch <= 10; epoch++) {
                    study.epoch(id, Samples.epoch(epoch, 1.0 / (id + epoch)));
                }
                List<Double> scores = study.trial(id).orElseThrow().scores();
                study.finished(new TrialResult(id, TrialResult.Status.DONE, scores, OptionalDouble.of(0.1 * id), ""));
            }
            assertThat(study.mended()).isEmpty();
            return study.trials().stream().collect(Collectors.toMap(StoredTrial::id, Function.identity()));
        }
    }
}
