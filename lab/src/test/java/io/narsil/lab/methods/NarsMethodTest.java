package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.lab.table.TableStatistics;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.random.Seeds;
import io.narsil.search.History;
import io.narsil.search.Optimism;
import io.narsil.search.Priors;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.SpearmanStopping;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.UpperConfidenceBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bench judges the search that studies run, and nothing else. */
class NarsMethodTest {
    private static final Rounds ROUNDS = new Rounds(9, 6);

    private static List<Integer> rows(TableProblem problem, int evaluations, long seed) {
        Lookups lookups = new Lookups(problem, evaluations);
        NarsMethod.narsil(ROUNDS).run(lookups, new Seeds(seed));
        return lookups.rows();
    }

    /** The trials of a search that is put together and run by hand. */
    private static Step.Done run(TableProblem problem, SearchPlan plan, List<Trial> trials) {
        Table table = problem.table();
        TableEvaluator evaluator = new TableEvaluator(table);
        Search search = Search.of(problem.problem(), plan)
                .pool(new TablePool(problem))
                .predictor(new GaussianPredictor(table.space(), new TableStatistics(table), true, true))
                .batches(new UpperConfidenceBatch(Optimism.growing(), Priors.NONE))
                .stopping(SpearmanStopping.usual(0.92))
                .evolution(new RankedRows(problem))
                .build();
        return search.run(History.EMPTY, step -> {
            trials.addAll(step.trials());
            return evaluator.evaluate(step);
        });
    }

    private static void areTheSame(TableProblem problem) {
        List<Trial> trials = new ArrayList<>();
        Step.Done done = run(problem, ROUNDS.plan(problem, 4, 5), trials);
        List<Integer> asked = trials.stream()
                .filter(t -> t.kind() == Trial.Kind.ROUND)
                .map(t -> problem.table().row(t.candidate()).orElseThrow())
                .toList();
        assertThat(asked).hasSize(27);
        assertThat(rows(problem, 27, 5)).isEqualTo(asked);
        assertThat(rows(problem, 23, 5)).as("a last round cut short").isEqualTo(asked.subList(0, 23));
        assertThat(rows(problem, 4, 5)).as("a first one").isEqualTo(asked.subList(0, 4));
        assertThat(rows(problem, 27, 6)).isNotEqualTo(asked);
        assertThat(done.family()).hasSameSizeAs(problem.budgets());
        for (int b = 0; b < done.family().size(); b++) {
            int row = problem.table()
                    .row(done.family().get(b).trial().candidate())
                    .orElseThrow();
            assertThat(problem.fits(b, row)).isTrue();
            assertThat(problem.table().score(row)).isEqualTo(problem.within(b).best());
        }
    }

    @Test
    void theRowsAreThoseThatTheSearchAsksFor() {
        areTheSame(TableProblem.of(SmallTable.table()));
    }

    @Test
    void soTheyAreWithSeveralBudgetsAndOnePredictor() {
        areTheSame(SmallTable.budgets());
    }

    @Test
    void whereATableHasEpochsTheSearchStopsEarlyByItself() {
        TableProblem problem = TableProblem.of(SmallTable.table(5));
        Rounds rounds = new Rounds(16, 6);
        List<Trial> trials = new ArrayList<>();
        Step.Done done = run(problem, rounds.plan(problem, 3, 1), trials);
        assertThat(done.stop().epoch()).isEqualTo(1);
        Lookups lookups = new Lookups(problem, 28);
        NarsMethod.narsil(rounds).run(lookups, new Seeds(1));
        assertThat(lookups.rows())
                .isEqualTo(trials.stream()
                        .filter(t -> t.kind() == Trial.Kind.ROUND)
                        .map(t -> problem.table().row(t.candidate()).orElseThrow())
                        .toList());
        assertThat(lookups.clock().get(15)).isEqualTo(80);
        assertThat(lookups.clock().get(27)).isEqualTo(92);
    }
}
