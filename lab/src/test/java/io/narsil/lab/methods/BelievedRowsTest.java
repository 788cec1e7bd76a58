package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.lab.table.Table;
import io.narsil.lab.table.TableProblem;
import io.narsil.search.Priors;
import io.narsil.space.Candidate;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first design on a table whose space says what is believed to be good. */
class BelievedRowsTest {
    private static final int FIRST = 40;

    private static TableProblem problem(String c) {
        SearchSpace space = SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: t
                parameters: {a: [1, 2, 3, 4, 5, 6, 7, 8], b: [1, 2, 3, 4, 5, 6, 7, 8]}
                recipe: {c: %s, d: {values: [x, y, z, w], prior: z}}
                """.formatted(c));
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 1024; i++) {
            candidates.add(space.candidate(new int[] {i % 8, i / 8 % 8, i / 64 % 4, i / 256}));
        }
        return TableProblem.of(new Table(space, "score", candidates, new double[1024], Map.of(), List.of()));
    }

    private static List<Candidate> first(TableProblem problem) {
        return new TablePool(problem)
                .build(new Rounds(FIRST, 10).plan(problem, 2, 1))
                .all()
                .subList(0, FIRST);
    }

    @Test
    void theFirstRowHasAllThatIsBelievedAndHalfOfTheOthersAreNear() {
        List<Candidate> rows = first(problem("{values: [1, 2, 3, 4], prior: 2}"));
        assertThat(new HashSet<>(rows)).hasSize(FIRST);
        assertThat(rows.get(0).values()).containsEntry("c", "2").containsEntry("d", "z");
        int near = 0;
        int even = 0;
        for (int i = 1; i < FIRST; i++) {
            int has = rows.get(i).gene(3) == 2 ? 1 : 0;
            near += Priors.draw(i) == Priors.Draw.NEAR ? has : 0;
            even += Priors.draw(i) == Priors.Draw.EVEN ? has : 0;
        }
        // 0.7 of 19, and a quarter of 20.
        assertThat(near).isBetween(11, 16);
        assertThat(even).isBetween(3, 7);
    }
}
