package io.narsil.store;

import static io.narsil.store.Samples.chosen;
import static io.narsil.store.Samples.epoch;
import static io.narsil.store.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every store must do; the test of a store extends this, or {@link DurableTrialStoreContract} if what it keeps
 * outlives the program.
 */
public abstract class TrialStoreContract extends TrialLifeContract {
    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store.studies()).isEmpty();
        assertThat(study.trials()).isEmpty();
        assertThat(study.trial(0)).isEmpty();
        assertThat(study.finishedCount()).isZero();
        study.chosen(List.of());
        assertThat(store.studies()).isEmpty();
    }

    @Test
    void everythingIsReadBackAsItWasWritten() {
        Cost cost = new Cost(1, 2, 3, Long.MAX_VALUE, 5, 6, 7);
        Trial first = trial(0, 1, 2);
        Trial taught = new Trial(
                7, Trial.Kind.BASELINE, 3, "large", Samples.SPACE.candidate(new int[] {2}), 6, 8, OptionalInt.of(0));
        study.chosen(List.of(
                new Chosen(taught, Cost.ZERO, Optional.empty(), "median"),
                new Chosen(first, cost, Optional.of(new Prediction(1.0 / 3, 1e-300)), "upper-confidence-bound")));
        study.started(0);
        study.epoch(0, new EpochRecord(1, 2.5, 0.1 + 0.2, 1e-9));
        study.finished(done(0, OptionalDouble.of(1.0 / 7), 0.1 + 0.2));
        assertThat(study.trials())
                .containsExactly(
                        new StoredTrial(
                                first,
                                cost,
                                Optional.of(new Prediction(1.0 / 3, 1e-300)),
                                "upper-confidence-bound",
                                true,
                                List.of(new EpochRecord(1, 2.5, 0.1 + 0.2, 1e-9)),
                                Optional.of(done(0, OptionalDouble.of(1.0 / 7), 0.1 + 0.2))),
                        new StoredTrial(
                                taught, Cost.ZERO, Optional.empty(), "median", false, List.of(), Optional.empty()));
        assertThat(study.trial(0)).contains(study.trials().get(0));
        assertThat(study.trial(7)).contains(study.trials().get(1));
        assertThat(study.trial(1)).isEmpty();
    }

    @Test
    void aTrialThatGoesOnSaysWithWhat() {
        Trial begun = trial(0, 1, 2);
        Trial goesOn = new Trial(
                1,
                Trial.Kind.ROUND,
                0,
                "small",
                begun.candidate(),
                6,
                9,
                OptionalInt.empty(),
                Optional.of(new Trial.Continued(0, 2)));
        study.chosen(List.of(chosen(begun), chosen(goesOn)));
        assertThat(study.trials()).extracting(StoredTrial::trial).containsExactly(begun, goesOn);
        assertThat(study.mended()).isEmpty();
        assertThat(study.trial(1).orElseThrow().trial().origin()).isZero();
    }

    @Test
    void trialsComeInTheOrderOfTheirNumbers() {
        study.chosen(List.of(chosen(trial(10, 0, 1)), chosen(trial(2, 1, 1))));
        study.chosen(List.of(chosen(trial(0, 2, 1))));
        assertThat(study.trials()).extracting(StoredTrial::id).containsExactly(0, 2, 10);
    }

    @Test
    void nothingIsKeptOfABatchThatIsRefused() {
        assertThatThrownBy(() -> study.chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(0, 1, 1)))))
                .isInstanceOf(UserException.class);
        assertThat(store.studies()).isEmpty();
        assertThat(study.trials()).isEmpty();
        study.chosen(List.of(chosen(trial(5, 0, 1))));
        assertThatThrownBy(() -> study.chosen(List.of(chosen(trial(4, 0, 1)), chosen(trial(5, 1, 1)))))
                .isInstanceOf(UserException.class);
        assertThat(study.trials()).extracting(StoredTrial::id).containsExactly(5);
        study.chosen(List.of(chosen(trial(4, 2, 1))));
        assertThat(study.trials()).extracting(StoredTrial::id).containsExactly(4, 5);
    }

    @Test
    void aTrialThatWasNeverChosenIsRefused() {
        study.chosen(List.of(chosen(trial(0, 0, 1))));
        List<Runnable> calls = List.of(
                () -> study.started(1),
                () -> study.epoch(1, epoch(1, 0.5)),
                () -> study.finished(failed(1, "?")),
                () -> study.reopened(1),
                () -> store.study("none", Samples.SPACE).started(0));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was never chosen");
        }
        assertThat(study.trials()).hasSize(1);
        assertThat(store.studies()).containsExactly("study");
    }

    @Test
    void namesMayBeOfAnyLetters() {
        String name = "Größe 'm' \"x\"; DROP TABLE trial; -- \\ % ? 模型 🦊\n\t";
        StudyTrials other = store.study(name, Samples.SPACE);
        Trial trial = new Trial(0, Trial.Kind.ROUND, 0, name, Samples.SPACE.candidate(new int[] {1}), 1, 1);
        other.chosen(List.of(new Chosen(trial, Cost.ZERO, Optional.empty(), name)));
        other.finished(failed(0, name));
        assertThat(store.studies()).containsExactly(name);
        StoredTrial read = other.trial(0).orElseThrow();
        assertThat(read.trial()).isEqualTo(trial);
        assertThat(read.why()).isEqualTo(name);
        assertThat(read.result()).contains(failed(0, name));
        assertThatThrownBy(() -> store.study("", Samples.SPACE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void studiesAreKeptApart() {
        StudyTrials second = store.study("a second", Samples.SPACE);
        study.chosen(List.of(chosen(trial(0, 0, 1)), chosen(trial(1, 1, 1))));
        second.chosen(List.of(chosen(trial(0, 2, 1))));
        study.epoch(0, epoch(1, 0.5));
        study.finished(done(0, OptionalDouble.empty(), 0.5));
        second.started(0);
        assertThat(store.studies()).containsExactly("study", "a second");
        assertThat(study.finishedCount()).isEqualTo(1);
        assertThat(second.finishedCount()).isZero();
        assertThat(second.trials()).extracting(StoredTrial::trial).containsExactly(trial(0, 2, 1));
        assertThat(second.trial(0).orElseThrow().epochs()).isEmpty();
        assertThat(second.trial(1)).isEmpty();
        // Another view of the same study sees the same.
        assertThat(store.study("study", Samples.SPACE).trials()).isEqualTo(study.trials());
    }

    @Test
    void candidatesAreOfTheSpaceOfWhoeverReads() {
        study.chosen(List.of(chosen(trial(0, 1, 1))));
        SearchSpace twin = Samples.space("parameters: {a: [1, 2, 3]}");
        Trial read = store.study("study", twin).trials().get(0).trial();
        assertThat(read.candidate()).isEqualTo(twin.candidate(new int[] {1}));
        for (String other : List.of("{b: [1, 2, 3]}", "{a: [1, 3]}", "{a: [1, 2, 3], b: [1, 2]}")) {
            StudyTrials wrong = store.study("study", Samples.space("parameters: " + other));
            assertThatThrownBy(wrong::trials)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("trial 0 is no candidate of the space \"t\"");
            assertThatThrownBy(() -> wrong.trial(0)).isInstanceOf(UserException.class);
        }
    }

    /** What is made by hand is of another space, which may have the parameters of the one that is searched. */
    @Test
    void candidatesOfSeveralSpacesAreReadAsTheirs() {
        SearchSpace wide = Samples.space("parameters: {wide: [1, 2, 3]}");
        SearchSpace twin = Samples.space("parameters: {a: [1, 2, 3]}");
        StudyTrials both = store.study("both", List.of(Samples.SPACE, wide, twin));
        List<Trial> chosen = List.of(
                new Trial(0, Trial.Kind.HAND, 0, "b", wide.candidate(new int[] {2}), 1, 1),
                new Trial(1, Trial.Kind.ROUND, 0, "b", Samples.SPACE.candidate(new int[] {1}), 1, 1),
                new Trial(2, Trial.Kind.HAND, 0, "b", twin.candidate(new int[] {1}), 1, 1));
        both.chosen(chosen.stream().map(t -> chosen(t)).toList());
        assertThat(store.study("both", List.of(Samples.SPACE, wide, twin)).trials())
                .extracting(StoredTrial::trial)
                .isEqualTo(chosen);
        StudyTrials alone = store.study("both", Samples.SPACE);
        assertThat(alone.trial(1).orElseThrow().trial()).isEqualTo(chosen.get(1));
        assertThatThrownBy(() -> alone.trial(0))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("it has the parameters wide and not a");
    }

    /** Who searches around a network would take that network by hand. */
    @Test
    void whatIsMadeByHandMayBeOfTheSpaceThatIsSearched() {
        SearchSpace wide = Samples.space("parameters: {wide: [1, 2, 3]}");
        SearchSpace other = Samples.space("parameters: {a: [4, 5, 6]}");
        List<SearchSpace> spaces = List.of(Samples.SPACE, wide, other);
        List<Trial> chosen = List.of(
                new Trial(0, Trial.Kind.HAND, 0, "b", Samples.SPACE.candidate(new int[] {1}), 1, 1),
                new Trial(1, Trial.Kind.HAND, 0, "b", wide.candidate(new int[] {1}), 1, 1));
        store.study("around", spaces).chosen(chosen.stream().map(t -> chosen(t)).toList());
        assertThat(store.study("around", spaces).trials())
                .extracting(StoredTrial::trial)
                .isEqualTo(chosen);
    }

    @Test
    void whatWasReadDoesNotChange() {
        study.chosen(List.of(chosen(trial(0, 0, 1))));
        List<StoredTrial> before = study.trials();
        study.started(0);
        study.epoch(0, epoch(1, 0.5));
        study.chosen(List.of(chosen(trial(1, 1, 1))));
        assertThat(before).hasSize(1);
        assertThat(before.get(0).started()).isFalse();
        assertThat(before.get(0).epochs()).isEmpty();
    }

    @Test
    void anyNumberOfThreadsMayCall() throws Exception {
        int threads = 8;
        int each = 10;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                calls.add(() -> run(store.study("study " + thread % 2, Samples.SPACE), thread * each, each));
            }
            for (Future<Void> call : pool.invokeAll(calls)) {
                call.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.studies()).containsExactlyInAnyOrder("study 0", "study 1");
        for (String name : store.studies()) {
            StudyTrials all = store.study(name, Samples.SPACE);
            assertThat(all.finishedCount()).isEqualTo(threads / 2 * each);
            assertThat(all.trials())
                    .hasSize(threads / 2 * each)
                    .allSatisfy(t -> assertThat(t.epochs()).containsExactly(epoch(1, 0.25), epoch(2, 0.5)));
        }
    }

    private static Void run(StudyTrials study, int from, int count) {
        for (int id = from; id < from + count; id++) {
            study.chosen(List.of(chosen(trial(id, id % 3, 2))));
            study.started(id);
            study.epoch(id, epoch(1, 0.25));
            study.epoch(id, epoch(2, 0.5));
            assertThat(study.trials()).extracting(StoredTrial::id).contains(id);
            study.finished(done(id, OptionalDouble.empty(), 0.25, 0.5));
        }
        return null;
    }

    @Test
    void aClosedStoreIsRefused() {
        study.chosen(List.of(chosen(trial(0, 0, 1))));
        store.close();
        store.close();
        List<Runnable> calls = List.of(
                () -> store.studies(),
                () -> store.study("study", Samples.SPACE),
                () -> study.chosen(List.of(chosen(trial(1, 0, 1)))),
                () -> study.started(0),
                () -> study.trials(),
                () -> study.finishedCount());
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class);
        }
    }
}
