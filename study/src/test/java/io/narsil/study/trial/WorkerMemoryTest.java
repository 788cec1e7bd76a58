package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkerMemoryTest {
    private static final long GB = 1L << 30;

    private static long foretold(int size, long macs) {
        Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(3, size, 10));
        SearchPlan plan = SearchPlan.of(List.of(new Budget("only", Map.of(Measure.MACS, macs))))
                .build();
        return WorkerMemory.foretold(problem, plan);
    }

    @Test
    void asManyAsThereIsRoomFor() {
        assertThat(WorkerMemory.workers(8, GB, OptionalLong.of(100 * GB))).isEqualTo(8);
        assertThat(WorkerMemory.workers(8, GB, OptionalLong.of(5 * GB))).isEqualTo(4);
        assertThat(WorkerMemory.workers(8, GB, OptionalLong.of(GB / 2))).isEqualTo(1);
        assertThat(WorkerMemory.workers(8, GB, OptionalLong.of(0))).isEqualTo(1);
        assertThat(WorkerMemory.workers(8, GB, OptionalLong.empty())).isEqualTo(8);
    }

    @Test
    void largerImagesAndBudgetsTakeMore() {
        long small = foretold(28, 1_000_000);
        assertThat(small).isBetween(GB / 2, GB);
        assertThat(foretold(64, 8_000_000)).isGreaterThan(small);
        assertThat(foretold(64, 80_000_000)).isGreaterThan(foretold(64, 8_000_000));
    }

    /** A budget that only the smallest networks keep is met by none of a sample. */
    @Test
    void aBudgetThatHardlyAnythingFitsIsForetoldToo() {
        assertThat(foretold(28, 1)).isBetween(GB / 2, foretold(28, 10_000_000));
    }
}
