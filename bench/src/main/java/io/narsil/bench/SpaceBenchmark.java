package io.narsil.bench;

import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Costs and pools in the space {@code fbnetv3}. */
@State(Scope.Benchmark)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SpaceBenchmark {
    private static final int GENOTYPES = 100_000;
    private static final InputSpec IMAGES = new InputSpec(3, 224, 1000);

    private final SearchSpace space = SpaceFile.shipped("fbnetv3");
    private final StageCosts costs = new StageCosts(space, IMAGES);
    private final int[][] genotypes = new int[GENOTYPES][];
    private final Network network = Zoo.get("fbnetv3-a");

    /** Draws distinct genotypes, more than fit in a cache, and fills the tables with their costs. */
    @Setup
    public void draw() {
        RandomGenerator random = new Seeds(1).stream("bench", 0);
        for (int i = 0; i < GENOTYPES; i++) {
            genotypes[i] = space.randomGenes(random);
            costs.of(genotypes[i]);
        }
    }

    /** Exact multiply-adds and parameters of a genotype. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(GENOTYPES)
    public long macsAndParams() {
        long[] pair = new long[2];
        long sum = 0;
        for (int[] genes : genotypes) {
            costs.macsAndParams(genes, pair);
            sum += pair[0] ^ pair[1];
        }
        return sum;
    }

    /** All figures of a genotype. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(GENOTYPES)
    public long allCosts() {
        long sum = 0;
        for (int[] genes : genotypes) {
            Cost cost = costs.of(genes);
            sum += cost.macs() ^ cost.params() ^ cost.memory();
        }
        return sum;
    }

    /** All figures by walking a whole network. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Cost interpreter() {
        return network.cost();
    }

    /** A scrambled Sobol pool of 20,000, tables empty at first. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Pool pool() {
        return pool(new Budget("b", Map.of(Measure.MACS, 2_400_000_000L)));
    }

    /** 20,000 distinct candidates of 440..450 M multiply-adds and at most 7.5 M parameters. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Pool narrowPool() {
        return pool(new Budget(
                "b",
                Map.of(Measure.MACS, 450_000_000L, Measure.PARAMS, 7_500_000L),
                Map.of(Measure.MACS, 440_000_000L)));
    }

    private Pool pool(Budget budget) {
        return Pool.build(List.of(budget), new StageCosts(space, IMAGES), 20_000, new Seeds(1));
    }
}
