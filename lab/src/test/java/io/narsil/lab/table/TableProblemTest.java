package io.narsil.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableProblemTest {
    private final SearchSpace space =
            SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2, 3, 4, 5, 6]}\n");
    private final Table table = new Table(
            space,
            "accuracy",
            IntStream.range(0, 6).mapToObj(i -> space.candidate(new int[] {i})).toList(),
            new double[] {6, 5, 4, 3, 2, 1},
            Map.of("macs", new long[] {60, 10, 20, 30, 40, 50}),
            List.of());

    private static Budget macs(long floor, long limit) {
        return new Budget(
                "to" + limit, Map.of(Measure.MACS, limit), floor > 0 ? Map.of(Measure.MACS, floor) : Map.of());
    }

    @Test
    void aBandHoldsWhatFitsItsBudgetAndNoSmallerOne() {
        TableProblem problem = TableProblem.of(table, List.of(macs(0, 20), macs(0, 40)));
        assertThat(problem.table().size()).as("rows within a budget").isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(problem::band)).containsExactly(0, 0, 1, 1);
        assertThat(problem.bandRows(1)).containsExactly(2, 3);
        assertThat(problem.fits(1, 0)).isTrue();
        assertThat(problem.fits(0, 2)).isFalse();
        assertThat(problem.within(0).size()).isEqualTo(2);
        assertThat(problem.within(1).size()).isEqualTo(4);
        assertThat(problem.measure()).hasValue(Measure.MACS);
        assertThat(problem.problem().task().scoreName()).isEqualTo("accuracy");
    }

    @Test
    void aFloorMayLeaveRowsToNoBudget() {
        TableProblem problem = TableProblem.of(table, List.of(macs(20, 30), macs(50, 60)));
        assertThat(problem.table().candidates())
                .containsExactly(
                        table.candidates().get(0),
                        table.candidates().get(2),
                        table.candidates().get(3),
                        table.candidates().get(5));
        assertThat(problem.within(1).best()).isEqualTo(6);
    }

    @Test
    void aBudgetWithoutRowsOfItsOwnIsRefused() {
        assertThatThrownBy(() -> TableProblem.of(table, List.of(macs(0, 20), macs(0, 25))))
                .hasMessageContaining("no row of the table is within 25 multiply-adds and no smaller budget")
                .hasMessageContaining("Maybe a larger budget");
        assertThatThrownBy(() -> TableProblem.of(table, List.of(new Budget("b", Map.of(Measure.PARAMS, 9L)))))
                .hasMessageContaining("the table has no column \"params\"");
    }

    @Test
    void aWholeTableIsOneBudgetWithoutMeasure() {
        TableProblem problem = TableProblem.of(table);
        assertThat(problem.measure()).isEmpty();
        assertThat(problem.bandRows(0)).hasSize(6);
        assertThat(problem.within(0)).isSameAs(table);
    }
}
