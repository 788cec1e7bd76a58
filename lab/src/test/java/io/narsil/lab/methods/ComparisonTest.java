package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.lab.SeedRange;
import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Methods that look up rows known beforehand: 32 is the cheapest and has no points, 47 the dearest and best with 51. */
class ComparisonTest {
    private static final SeedRange SEEDS = new SeedRange(7, 2);

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("seeded", (lookups, seeds) -> {
            lookups.look(32);
            lookups.look(seeds.seed() == 7 ? 47 : 33);
        });
        methods.put("second", (lookups, seeds) -> {
            lookups.look(47);
            lookups.look(32);
        });
        return methods;
    }

    @Test
    void regretRankAndEvaluationsToTheTopAreThoseOfTheRows() {
        AtomicInteger done = new AtomicInteger();
        Comparison comparison =
                Comparison.run(TableProblem.of(SmallTable.table()), methods(), SEEDS, 2, done::incrementAndGet);
        assertThat(done).hasValue(4);
        assertThat(comparison.fronts()).isEmpty();
        assertThat(comparison.outcomes()).extracting(Outcome::method).containsExactly("seeded", "second");
        Outcome seeded = comparison.outcomes().get(0);
        // The best of 51, of which row 32 lacks all and row 33 all but ten.
        assertThat(seeded.regrets()).containsExactly(List.of(51.0, 0.0), List.of(51.0, 41.0));
        assertThat(seeded.mean(1)).isEqualTo(51);
        assertThat(seeded.mean(2)).isEqualTo(20.5);
        assertThat(seeded.spread(2)).isCloseTo(41 / Math.sqrt(2), within(1e-12));
        assertThat(seeded.evaluationsToTop()).as("half of the runs never do").isNegative();
        Outcome second = comparison.outcomes().get(1);
        assertThat(second.medianRank()).isEqualTo(1);
        assertThat(second.evaluationsToTop()).isEqualTo(1);
        assertThat(comparison.csv().lines())
                .hasSize(1 + 2 * 2 * 2)
                .contains("method,budget,seed,evaluation,epochs,regret", "seeded,all,8,2,0,41.0");
    }

    @Test
    void everyBudgetHasItsRegretAndTheFrontOneHypervolume() {
        TableProblem problem = SmallTable.budgets();
        Comparison comparison = Comparison.run(problem, methods(), SEEDS, 2, () -> {});
        assertThat(comparison.within(0)).extracting(Outcome::budget).containsExactly("20", "20");
        Outcome small = comparison.within(0).get(1);
        // Row 47 is dearer than 20: until row 32 is known the worst row within the budget counts, of -4 points.
        assertThat(small.regrets().get(0)).containsExactly(14.0, 10.0);
        assertThat(comparison.within(2).get(1).regrets().get(0)).containsExactly(0.0, 0.0);
        FrontOutcome front = comparison.fronts().get(1);
        assertThat(front.fronts().get(0).points()).extracting(p -> p.row()).containsExactly(32, 47);
        assertThat(front.meanSize()).isEqualTo(2);
        assertThat(front.share().deviation()).isZero();
        assertThat(front.share().mean()).isGreaterThan(0).isLessThan(1);
        FrontFigures figures = new FrontFigures(problem.table(), "macs", SEEDS, comparison.fronts());
        assertThat(figures.csv().lines())
                .contains(
                        "method,seed,macs,score,a,b,rate",
                        "table,,10,0.0,1,1,3",
                        "seeded,8,20,10.0,2,1,3",
                        "second,7,64,51.0,4,4,3");
        assertThat(figures.json()).containsEntry("cost", "macs").containsKeys("table", "methods");
    }

    /** All methods look as often within each budget's band, in the order in which a search asks. */
    @Test
    void methodsWithoutAPredictorGiveBudgetsTheSameShares() {
        TableProblem problem = SmallTable.budgets();
        for (String name : List.of("random", "sobol", "evolution")) {
            List<Integer> bands =
                    rows(problem, name, 15).stream().map(problem::band).toList();
            assertThat(bands).as(name).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 0, 0, 1, 1, 2, 2);
            assertThat(rows(problem, name, 64)).as(name).doesNotHaveDuplicates().hasSize(64);
        }
    }

    private static List<Integer> rows(TableProblem problem, String method, int evaluations) {
        Lookups lookups = new Lookups(problem, evaluations);
        Methods.all(new Rounds(9, 6)).get(method).run(lookups, new Seeds(2));
        return lookups.rows();
    }
}
