package io.narsil.lab.table;

import io.narsil.lab.Csv;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Methods on a table, each with several seeds. */
public final class Comparison {
    /** The share of a table's rows that count as its top. */
    private static final double TOP = 0.001;

    private Comparison() {}

    /**
     * What one method reached.
     *
     * @param regrets by seed, after each evaluation
     * @param epochs by seed, trained in all after each evaluation; 0 where the table has none
     * @param medianRank of the best row found, 1 for the best of the table
     * @param evaluationsToTop the median number until a row of the best 0.1 % is found; negative where the median run
     *     finds none
     */
    public record Outcome(
            String method,
            List<List<Double>> regrets,
            List<List<Integer>> epochs,
            double medianRank,
            double evaluationsToTop) {
        /** The mean number of epochs that a whole run trained. */
        public double meanEpochs() {
            return epochs.stream().mapToInt(e -> e.get(e.size() - 1)).average().orElseThrow();
        }

        /** The mean regret after so many evaluations. */
        public double mean(int evaluations) {
            return at(evaluations).average().orElseThrow();
        }

        /** The standard deviation over seeds. */
        public double spread(int evaluations) {
            double mean = mean(evaluations);
            double squares = at(evaluations).map(r -> (r - mean) * (r - mean)).sum();
            return regrets.size() < 2 ? 0 : Math.sqrt(squares / (regrets.size() - 1));
        }

        private DoubleStream at(int evaluations) {
            return regrets.stream().mapToDouble(r -> r.get(Math.min(evaluations, r.size()) - 1));
        }
    }

    /** Runs methods; {@code done} is told after each run. Seeds are 1, 2, 3 and so on for every method. */
    public static List<Outcome> run(
            Table table, Map<String, Method> methods, int seeds, int evaluations, Runnable done) {
        List<Outcome> outcomes = new ArrayList<>();
        methods.forEach((name, method) -> {
            List<Lookups> runs = IntStream.rangeClosed(1, seeds)
                    .parallel()
                    .mapToObj(seed -> {
                        Lookups lookups = new Lookups(table, evaluations);
                        method.run(lookups, new Seeds(seed));
                        done.run();
                        return lookups;
                    })
                    .toList();
            outcomes.add(outcome(table, name, runs));
        });
        return outcomes;
    }

    /** A line for each evaluation of each run, as CSV. */
    public static String csv(List<Outcome> outcomes) {
        StringBuilder csv = new StringBuilder("method,seed,evaluation,epochs,regret\n");
        for (Outcome outcome : outcomes) {
            for (int s = 0; s < outcome.regrets().size(); s++) {
                for (int e = 0; e < outcome.regrets().get(s).size(); e++) {
                    csv.append(Csv.line(
                            outcome.method(),
                            s + 1,
                            e + 1,
                            outcome.epochs().get(s).get(e),
                            outcome.regrets().get(s).get(e)));
                }
            }
        }
        return csv.toString();
    }

    private static Outcome outcome(Table table, String name, List<Lookups> runs) {
        List<List<Double>> regrets = runs.stream().map(Lookups::regrets).toList();
        List<List<Integer>> epochs = runs.stream().map(Lookups::clock).toList();
        double[] ranks = runs.stream()
                .mapToDouble(r -> r.ranks().get(r.ranks().size() - 1))
                .sorted()
                .toArray();
        int top = Math.max(1, (int) (TOP * table.size()));
        double[] until = runs.stream()
                .mapToDouble(r -> 1
                        + IntStream.range(0, r.ranks().size())
                                .filter(i -> r.ranks().get(i) <= top)
                                .findFirst()
                                .orElse(Integer.MAX_VALUE - 2))
                .sorted()
                .toArray();
        double evaluationsToTop = median(until);
        return new Outcome(
                name,
                regrets,
                epochs,
                median(ranks),
                evaluationsToTop > regrets.get(0).size() ? -1 : evaluationsToTop);
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
