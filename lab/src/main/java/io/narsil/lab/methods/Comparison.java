package io.narsil.lab.methods;

import io.narsil.lab.Csv;
import io.narsil.lab.SeedRange;
import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Methods on a table, each with several seeds.
 *
 * @param seeds seeds of every method's runs
 * @param outcomes outcomes of each method within each budget, method by method
 * @param fronts fronts of each method where several budgets are searched; none where the whole table is
 */
public record Comparison(TableProblem problem, SeedRange seeds, List<Outcome> outcomes, List<FrontOutcome> fronts) {
    public Comparison {
        outcomes = List.copyOf(outcomes);
        fronts = List.copyOf(fronts);
    }

    /** Runs methods; {@code done} is called after each run, by any thread. */
    public static Comparison run(
            TableProblem problem, Map<String, Method> methods, SeedRange seeds, int evaluations, Runnable done) {
        List<Outcome> outcomes = new ArrayList<>();
        List<FrontOutcome> fronts = new ArrayList<>();
        methods.forEach((name, method) -> {
            List<Lookups> runs = seeds.stream()
                    .parallel()
                    .mapToObj(seed -> {
                        Lookups lookups = new Lookups(problem, evaluations);
                        method.run(lookups, new Seeds(seed));
                        done.run();
                        return lookups;
                    })
                    .toList();
            for (int b = 0; b < problem.budgets().size(); b++) {
                outcomes.add(Outcome.of(name, problem, b, runs));
            }
            problem.measure().ifPresent(measure -> fronts.add(FrontOutcome.of(name, problem, measure, runs)));
        });
        return new Comparison(problem, seeds, outcomes, fronts);
    }

    /** The outcomes within the budget at a place, one for each method. */
    public List<Outcome> within(int budget) {
        String name = problem.budgets().get(budget).name();
        return outcomes.stream().filter(o -> o.budget().equals(name)).toList();
    }

    /** A line for each evaluation of each run, within each budget, as CSV. */
    public String csv() {
        StringBuilder csv = new StringBuilder("method,budget,seed,evaluation,epochs,regret\n");
        for (Outcome outcome : outcomes) {
            for (int s = 0; s < outcome.regrets().size(); s++) {
                for (int e = 0; e < outcome.regrets().get(s).size(); e++) {
                    csv.append(Csv.line(
                            outcome.method(),
                            outcome.budget(),
                            seeds.first() + s,
                            e + 1,
                            outcome.epochs().get(s).get(e),
                            outcome.regrets().get(s).get(e)));
                }
            }
        }
        return csv.toString();
    }
}
