package io.narsil.bench;

import io.narsil.lab.networks.EnsemblePredictor;
import io.narsil.network.Cost;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.search.BatchChooser;
import io.narsil.search.Budget;
import io.narsil.search.Evolution;
import io.narsil.search.FamilyEvolution;
import io.narsil.search.Measure;
import io.narsil.search.Optimism;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Predictors and evolution in the space {@code fbnetv3}, with a made-up score, on all processors.
 *
 * <p>{@code process} is Narsil's predictor, {@code networks} an ensemble of four of the paper's predictors,
 * {@code network} a single one.
 */
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PredictorBenchmark {
    private static final int SCORED = 20_000;
    private static final int BATCH = 48;

    @Param({"process", "networks", "network"})
    public String kind;

    @Param({"240"})
    public int labels;

    private final SearchSpace space = SpaceFile.shipped("fbnetv3");
    private final StageCosts costs = new StageCosts(space, new InputSpec(3, 224, 1000));
    private final List<Budget> budgets = IntStream.of(350, 450, 550, 650, 750, 1200, 2000)
            .mapToObj(m -> new Budget("b" + m, Map.of(Measure.MACS, m * 1_000_000L)))
            .toList();
    private final int[][] genotypes = new int[SCORED][];
    private List<Candidate> pool;
    private List<Observation> observed;
    private ScorePredictor predictor;

    private ScorePredictor fresh() {
        return kind.equals("process")
                ? new GaussianPredictor(Problem.of(costs.space(), costs.images()))
                : new EnsemblePredictor(costs, kind.equals("network") ? 1 : EnsemblePredictor.MEMBERS, new Seeds(1));
    }

    @Setup
    public void learn() {
        RandomGenerator random = new Seeds(1).stream("bench", 0);
        for (int i = 0; i < SCORED; i++) {
            genotypes[i] = space.randomGenes(random);
        }
        pool = Pool.build(budgets, costs, SCORED, new Seeds(1)).all();
        observed = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            Candidate candidate = pool.get(random.nextInt(pool.size()));
            double size = StrictMath.log(costs.of(candidate).macs() / 1e8);
            double taste = StrictMath.sin(candidate.gene(3)) + 0.5 * StrictMath.cos(candidate.gene(20));
            observed.add(new Observation(candidate, 0.6 + 0.05 * size + 0.02 * taste + 0.005 * random.nextGaussian()));
        }
        predictor = fresh();
        predictor.pretrain(pool);
        predictor.fit(observed);
    }

    /** Candidates encoded, costed exactly and scored by the mean. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(SCORED)
    public double score() {
        Candidate[] candidates = new Candidate[SCORED];
        long[] macs = new long[SCORED];
        IntStream.range(0, SCORED).parallel().forEach(i -> {
            candidates[i] = space.candidate(genotypes[i]);
            Cost cost = costs.of(candidates[i]);
            macs[i] = cost.macs();
        });
        return predictor.means(List.of(candidates))[0] + macs[0];
    }

    /** Pretraining on a pool of 20,000. */
    @Benchmark
    public Object pretrain() {
        return fresh().pretrain(pool);
    }

    /** Learning from all observations. */
    @Benchmark
    public void fit() {
        predictor.fit(observed);
    }

    /** Choosing a batch of 48 from a pool of 20,000. */
    @Benchmark
    public List<Integer> batch() {
        List<Integer> open = IntStream.range(0, pool.size()).boxed().toList();
        return BatchChooser.choose(predictor.beliefs(pool), open, Optimism.growing().deviations(observed.size()), BATCH);
    }

    /** Evolution for seven budgets, all together. */
    @Benchmark
    public Object evolve() {
        List<Candidate> best = observed.stream()
                .sorted(Comparator.comparingDouble(o -> -o.score()))
                .map(Observation::candidate)
                .toList();
        return new FamilyEvolution(new Evolution(predictor, costs), best, new Seeds(1)).run(budgets);
    }
}
