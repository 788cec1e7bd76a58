package io.narsil.bench;

import com.sun.management.OperatingSystemMXBean;
import io.narsil.predictor.Beliefs;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
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
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Measures the search's own work: rounds on {@code fbnetv3-small} with a made-up score, so that training takes no time.
 * Prints the seconds and processor seconds of each part, and a digest of all choices and predictions, which must stay
 * the same when the code gets faster.
 *
 * <pre>java -cp ... io.narsil.bench.SearchPace [rounds] [batch] [pool]</pre>
 */
public final class SearchPace {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
    private final List<Budget> budgets = List.of(
            new Budget("small", Map.of(Measure.MACS, 600_000L)),
            new Budget("medium", Map.of(Measure.MACS, 1_200_000L, Measure.PARAMS, 100_000L)),
            new Budget("large", Map.of(Measure.MACS, 2_500_000L)));
    private final Map<String, double[]> spent = new LinkedHashMap<>();
    private final List<Observation> observed = new ArrayList<>();
    private final Set<Candidate> trained = new HashSet<>();
    private long digest;

    private SearchPace() {}

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 25;
        int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int pool = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20_000;
        new SearchPace().run(rounds, batch, pool);
    }

    private void run(int rounds, int batch, int size) {
        Pool pool = timed("pool", () -> Pool.build(budgets, costs, size, new Seeds(1)));
        List<Candidate> all = pool.all();
        GaussianPredictor predictor = new GaussianPredictor(Problem.of(costs.space(), costs.images()));
        timed("pretrain", () -> predictor.pretrain(all));
        observe(all.subList(0, batch));
        for (int round = 1; round < rounds; round++) {
            timed("fit", () -> fit(predictor));
            Beliefs beliefs = timed("beliefs", () -> predictor.beliefs(pool.all()));
            double deviations = Optimism.growing().deviations(trained.size());
            List<Integer> open = IntStream.range(0, all.size())
                    .filter(i -> !trained.contains(all.get(i)))
                    .boxed()
                    .toList();
            List<Integer> chosen =
                    timed("choice", () -> BatchChooser.choose(beliefs, open, deviations, batch));
            chosen.forEach(
                    i -> mix(beliefs.prediction(i).mean(), beliefs.prediction(i).deviation()));
            observe(chosen.stream().map(all::get).toList());
        }
        timed("last fit", () -> fit(predictor));
        List<Candidate> best = observed.stream()
                .sorted(Comparator.comparingDouble(o -> -o.score()))
                .map(Observation::candidate)
                .toList();
        timed("evolution", () -> new FamilyEvolution(new Evolution(predictor, costs), best, new Seeds(1)).run(budgets))
                .forEach(members -> members.forEach(
                        m -> mix(m.prediction().mean(), m.prediction().deviation())));
        report();
    }

    private static boolean fit(GaussianPredictor predictor, List<Observation> observed) {
        predictor.fit(observed);
        return true;
    }

    private boolean fit(GaussianPredictor predictor) {
        return fit(predictor, observed);
    }

    /** A made-up score: capacity helps, some choices help, and there is noise of half a point. */
    private void observe(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            RandomGenerator noise = new Seeds(1).stream("noise", observed.size());
            double size = StrictMath.log(costs.of(candidate).macs() / 1e6);
            double taste = StrictMath.sin(candidate.gene(3)) + 0.5 * StrictMath.cos(candidate.gene(20));
            observed.add(new Observation(candidate, 0.8 + 0.03 * size + 0.02 * taste + 0.005 * noise.nextGaussian()));
            trained.add(candidate);
            mix(candidate.hashCode(), 0);
        }
    }

    private void mix(double... values) {
        for (double value : values) {
            digest = 31 * digest + Double.doubleToLongBits(value);
        }
    }

    private <T> T timed(String part, Supplier<T> work) {
        long begun = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        T result = work.get();
        double[] sums = spent.computeIfAbsent(part, k -> new double[2]);
        sums[0] += (System.nanoTime() - begun) / 1e9;
        sums[1] += (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        return result;
    }

    private void report() {
        double wall = 0;
        double cpu = 0;
        for (Map.Entry<String, double[]> part : spent.entrySet()) {
            System.out.printf(
                    "%-10s %8.3f s  %8.3f processor s%n", part.getKey(), part.getValue()[0], part.getValue()[1]);
            boolean once = part.getKey().equals("pool") || part.getKey().equals("pretrain");
            wall += once ? 0 : part.getValue()[0];
            cpu += once ? 0 : part.getValue()[1];
        }
        int n = observed.size();
        System.out.printf(
                "%d trained candidates: %.2f ms, %.2f processor ms each, without pool and pretraining; digest %016x%n",
                n, 1000 * wall / n, 1000 * cpu / n, digest);
    }
}
