package io.narsil.lab.methods;

import io.narsil.lab.Csv;
import io.narsil.lab.SeedRange;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.search.History;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Narsil's search on a table whose scores chance has moved, as it moves those of trainings: how good the rows truly are that it
 * proposes in the end. They are the best predicted, and may never have been looked up.
 *
 * @param rounds sizes of the rounds
 * @param evaluations number of rows that are looked up in rounds; the last round is whole
 * @param noise standard deviation of a score, normally distributed; equal for a row whoever looks it up with the same seed
 */
public record NoisySearch(TableProblem problem, Rounds rounds, int evaluations, double noise) {
    /**
     * What was proposed.
     *
     * @param known standard deviation that the predictor was told of
     * @param regrets distances of what was proposed from the best row, in true scores, by budget and seed
     * @param miss root mean square of the distance from the prediction to the truth
     * @param said mean standard deviation that the prediction gave to a measurement of that row
     */
    public record Proposed(double known, List<List<Double>> regrets, double miss, double said) {
        public Proposed {
            regrets = List.copyOf(regrets);
        }

        /** The regret within the budget at a place, over seeds. */
        public Spread within(int budget) {
            return Spread.of(regrets.get(budget).stream().mapToDouble(r -> r).toArray());
        }

        /** The mean regret of all budgets, over seeds. */
        public Spread all() {
            double[] means = new double[regrets.get(0).size()];
            regrets.forEach(budget -> {
                for (int s = 0; s < means.length; s++) {
                    means[s] += budget.get(s) / regrets.size();
                }
            });
            return Spread.of(means);
        }
    }

    /** A row that was proposed for a budget. */
    private record Proposal(int budget, double regret, double miss, double said) {}

    /**
     * Searches with some seeds.
     *
     * @param known standard deviation that the predictor is told of
     */
    public Proposed run(double known, SeedRange seeds, Runnable done) {
        List<List<Proposal>> all = seeds.stream()
                .parallel()
                .mapToObj(seed -> {
                    List<Proposal> proposals = proposals(known, seed);
                    done.run();
                    return proposals;
                })
                .toList();
        List<List<Double>> regrets = new ArrayList<>();
        for (int b = 0; b < problem.budgets().size(); b++) {
            int budget = b;
            regrets.add(all.stream()
                    .map(run -> run.stream()
                            .filter(p -> p.budget() == budget)
                            .findFirst()
                            .orElseThrow()
                            .regret())
                    .toList());
        }
        double squares = all.stream()
                .flatMap(List::stream)
                .mapToDouble(p -> p.miss() * p.miss())
                .average()
                .orElseThrow();
        double said = all.stream()
                .flatMap(List::stream)
                .mapToDouble(Proposal::said)
                .average()
                .orElseThrow();
        return new Proposed(known, regrets, Math.sqrt(squares), said);
    }

    /** A line for each budget of each run, as CSV. */
    public String csv(List<Proposed> all, SeedRange seeds) {
        StringBuilder csv = new StringBuilder("known,budget,seed,regret\n");
        for (Proposed proposed : all) {
            for (int b = 0; b < proposed.regrets().size(); b++) {
                for (int s = 0; s < seeds.count(); s++) {
                    csv.append(Csv.line(
                            proposed.known(),
                            problem.budgets().get(b).name(),
                            seeds.first() + s,
                            proposed.regrets().get(b).get(s)));
                }
            }
        }
        return csv.toString();
    }

    private List<Proposal> proposals(double known, long seed) {
        int later = Math.max(0, evaluations - rounds.first());
        SearchPlan plan = rounds.plan(problem, 1 + (later + rounds.batch() - 1) / rounds.batch(), seed);
        Search search = NarsMethod.narsil(rounds).search(problem, problem.problem(known), plan);
        TableEvaluator table = new TableEvaluator(problem.table());
        Seeds seeds = new Seeds(seed);
        List<Proposal> proposals = new ArrayList<>();
        History history = History.EMPTY;
        while (search.next(history) instanceof Step.Train train) {
            for (Trial trial : train.trials()) {
                if (trial.kind() == Trial.Kind.FINALIST) {
                    proposals.add(proposal(trial, table.row(trial), search, history));
                }
            }
            List<TrialResult> results = new ArrayList<>();
            for (TrialResult result : table.evaluate(train)) {
                int row = table.row(train.trials().get(results.size()));
                results.add(moved(result, seeds.stream("noise", row)));
            }
            history = history.with(train, results);
        }
        return proposals;
    }

    private TrialResult moved(TrialResult result, RandomGenerator random) {
        List<Double> scores = result.scores().stream()
                .map(score -> score + noise * random.nextGaussian())
                .toList();
        return new TrialResult(result.trial(), result.status(), scores, result.testScore(), result.reason());
    }

    private Proposal proposal(Trial trial, int row, Search search, History history) {
        int budget = 0;
        while (!problem.budgets().get(budget).name().equals(trial.budget())) {
            budget++;
        }
        Table within = problem.within(budget);
        double score = problem.table().score(row);
        Prediction said =
                search.predictor(history).predict(List.of(trial.candidate())).get(0);
        return new Proposal(budget, within.best() - score, said.mean() - score, said.deviation());
    }
}
