package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.lab.table.Lookups;
import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablePoolTest {
    private final Rounds rounds = new Rounds(7, 3);

    private Pool pool(TableProblem problem, long seed) {
        return new TablePool(problem).build(rounds.plan(problem, 2, seed));
    }

    private List<Integer> sobol(TableProblem problem, int evaluations, long seed) {
        Lookups lookups = new Lookups(problem, evaluations);
        Methods.all(rounds).get("sobol").run(lookups, new Seeds(seed));
        return lookups.rows();
    }

    @Test
    void bandsHoldEachRowOnceFirstThoseOfTheFirstDesign() {
        TableProblem problem = SmallTable.budgets();
        Pool pool = pool(problem, 3);
        assertThat(pool.all())
                .containsExactlyInAnyOrderElementsOf(problem.table().candidates());
        List<Candidate> first = new ArrayList<>();
        for (int b = 0; b < 3; b++) {
            Budget budget = problem.budgets().get(b);
            List<Candidate> band = pool.members().get(budget);
            int place = b;
            assertThat(band).allMatch(c -> problem.band(problem.table().row(c).orElseThrow()) == place);
            int share = rounds.plan(problem, 2, 3).firstShares().get(budget);
            first.addAll(band.subList(0, share));
            List<Integer> rest = band.subList(share, band.size()).stream()
                    .map(c -> problem.table().row(c).orElseThrow())
                    .toList();
            assertThat(rest).isSorted();
        }
        assertThat(first)
                .isEqualTo(sobol(problem, 7, 3).stream()
                        .map(problem.table().candidates()::get)
                        .toList());
        assertThat(pool(problem, 4).all()).isNotEqualTo(pool.all());
    }

    @Test
    void aPredictorIsPretrainedOnRowsInTheOrderOfChance() {
        TableProblem problem = SmallTable.budgets();
        assertThat(pool(problem, 3).sample())
                .containsExactlyInAnyOrderElementsOf(problem.table().candidates())
                .isNotEqualTo(problem.table().candidates());
    }

    /** Five rows of a million: no Sobol sequence meets them soon. */
    @Test
    void rowsThatTheSequenceDoesNotMeetComeInTheOrderOfChance() {
        SearchSpace space = SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: large
                parameters:
                  a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                  b: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                  c: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                  d: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                  e: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                  f: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                """);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            candidates.add(space.candidate(new int[] {i, i, i, i, i, i}));
        }
        TableProblem problem = TableProblem.of(
                new Table(space, "score", candidates, new double[] {1, 2, 3, 4, 5}, Map.of(), List.of()));
        assertThat(sobol(problem, 5, 1)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(pool(problem, 1).all().stream()
                        .map(c -> problem.table().row(c).orElseThrow()))
                .isEqualTo(sobol(problem, 5, 1));
    }
}
