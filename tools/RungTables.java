import io.narsil.lab.methods.NarsMethod;
import io.narsil.lab.methods.Rounds;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableFile;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Budget;
import io.narsil.search.FamilyMember;
import io.narsil.search.History;
import io.narsil.search.Measure;
import io.narsil.search.Optimism;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SpaceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Epochs and regret of whole searches with and without rungs on a table with learning curves (tools/rung_tables.py); the figures of
 * docs/search.md, "Rungs".
 *
 * <p>{@code java -cp 'cli/target/*:cli/target/lib/*' tools/RungTables.java SPACE TABLE macs 20000000,40000000 SEEDS PLAN...}, where a plan is
 * ROUNDS:BATCH:RUNGS:FINAL with rungs as in 2,6,17, or ROUNDS:BATCH:EPOCHS:FINAL:anew without rungs.
 */
class RungTables {
    private final Table table;
    private final TableProblem problem;

    RungTables(Table table, TableProblem problem) {
        this.table = table;
        this.problem = problem;
    }

    private SearchPlan plan(String[] words, long seed) {
        List<Integer> rungs =
                Arrays.stream(words[2].split(",")).map(Integer::parseInt).toList();
        return SearchPlan.of(problem.budgets())
                .rounds(Integer.parseInt(words[0]))
                .batch(Integer.parseInt(words[1]))
                .epochs(rungs.get(0))
                .rungs(words.length > 4 ? List.of() : rungs)
                .finalEpochs(Integer.parseInt(words[3]))
                .seed(seed)
                .hand(SearchPlan.Hand.OFF)
                .build();
    }

    private int row(Trial trial) {
        return table.row(trial.candidate()).orElseThrow();
    }

    private TrialResult look(Trial trial) {
        List<Double> scores = IntStream.rangeClosed(1, trial.epochs())
                .mapToObj(epoch -> table.scoreAfter(row(trial), epoch))
                .toList();
        return new TrialResult(trial.id(), TrialResult.Status.DONE, scores, OptionalDouble.empty(), "");
    }

    private double best(int budget) {
        Table rows = problem.within(budget);
        return IntStream.range(0, rows.size()).mapToDouble(rows::score).max().orElseThrow();
    }

    void compare(String words, int seeds) {
        double epochs = 0;
        double[] regrets = new double[seeds];
        for (int seed = 1; seed <= seeds; seed++) {
            NarsMethod method = new NarsMethod(
                    new Rounds(12, 12), NarsMethod.Statistics.ALL, 4, Optimism.growing(), true, true);
            Search search = method.search(problem, plan(words.split(":"), seed));
            History history = History.EMPTY;
            Step step = search.next(history);
            while (step instanceof Step.Train train) {
                epochs += train.trials().stream().mapToInt(Trial::ownEpochs).sum();
                history = history.with(train, train.trials().stream().map(this::look).toList());
                step = search.next(history);
            }
            List<FamilyMember> family = ((Step.Done) step).family();
            for (int i = 0; i < family.size(); i++) {
                regrets[seed - 1] +=
                        100 * (best(i) - table.score(row(family.get(i).trial()))) / family.size();
            }
        }
        double mean = Arrays.stream(regrets).average().orElseThrow();
        double variance = Arrays.stream(regrets).map(r -> (r - mean) * (r - mean)).sum() / seeds / seeds;
        System.out.printf(
                Locale.ROOT, "%-24s %4.0f epochs  regret %.2f +- %.2f%n", words, epochs / seeds, mean, Math.sqrt(variance));
    }

    public static void main(String[] words) {
        Table read = TableFile.read(Path.of(words[1]), SpaceFile.read(Path.of(words[0])), Optional.empty());
        Measure measure = Arrays.stream(Measure.values())
                .filter(m -> m.key().equals(words[2]))
                .findFirst()
                .orElseThrow();
        List<Budget> budgets = new ArrayList<>();
        for (String limit : words[3].split(",")) {
            budgets.add(new Budget("budget" + budgets.size(), Map.of(measure, Long.parseLong(limit))));
        }
        TableProblem problem = TableProblem.of(read, budgets);
        RungTables bench = new RungTables(problem.table(), problem);
        for (String plan : List.of(words).subList(5, words.length)) {
            bench.compare(plan, Integer.parseInt(words[4]));
        }
    }
}
