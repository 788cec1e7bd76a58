package io.narsil.bench;

import io.narsil.random.Seeds;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A store in SQLite that holds 10,000 trials: writes one more, each write durable, and reads all. */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StoreBenchmark {
    private static final int TRIALS = 10_000;

    private final SearchSpace space = SpaceFile.shipped("fbnetv3");
    private final StageCosts costs = new StageCosts(space, new InputSpec(3, 224, 1000));
    private final RandomGenerator random = new Seeds(1).stream("bench", 0);
    private Path folder;
    private TrialStore store;
    private StudyTrials study;
    private int next;

    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("narsil");
        store = TrialStores.open(folder.resolve("study.db").toString());
        study = store.study("bench", space);
        for (int i = 0; i < TRIALS; i++) {
            trial();
        }
    }

    @TearDown
    public void clean() throws IOException {
        store.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Writes a trial: chosen, started, one epoch, done. */
    @Benchmark
    public void trial() {
        Trial trial = new Trial(next++, Trial.Kind.ROUND, 0, "b", space.random(random), 1, 1);
        study.chosen(List.of(new Chosen(trial, costs.of(trial.candidate()), Optional.empty(), "spread")));
        study.started(trial.id());
        study.epoch(trial.id(), new EpochRecord(1, 0.5, 0.5, 1));
        study.finished(new TrialResult(trial.id(), TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), ""));
    }

    /** Reads everything about every trial. */
    @Benchmark
    public List<StoredTrial> read() {
        return study.trials();
    }
}
