package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.narsil.recipe.Recipe;
import io.narsil.runner.ActivationMemory;
import io.narsil.runner.EvaluationMemory;
import io.narsil.runner.FreeMemory;
import io.narsil.search.Budget;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.study.event.StudyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkerMemoryTest {
    private static final long GB = 1L << 30;

    private static Problem problem(int size) {
        return Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(3, size, 10));
    }

    private static SearchPlan plan(long macs) {
        return SearchPlan.of(List.of(new Budget("only", Map.of(Measure.MACS, macs))))
                .build();
    }

    private static long foretold(int size, long macs) {
        return WorkerMemory.foretold(problem(size), plan(macs));
    }

    /** A million workers have room on no machine. */
    @Test
    void whatTheUserSaysIsKeptAndTheMemoryIsTold() {
        assumeTrue(FreeMemory.bytes().isPresent(), "the system does not tell what is free");
        int many = 1_000_000;
        List<StudyEvent> told = new ArrayList<>();
        assertThat(WorkerMemory.bounded(problem(28), plan(1_000_000), new WorkerMemory.Wish(many, true), told::add))
                .isEqualTo(many);
        int fewer = WorkerMemory.bounded(problem(28), plan(1_000_000), new WorkerMemory.Wish(many, false), told::add);
        assertThat(fewer).isBetween(1, many - 1);
        assertThat(told)
                .extracting(e -> ((StudyEvent.MemoryForetold) e).count())
                .containsExactly(many, fewer);
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

    /** A batch of the images to choose by is larger than that of a step, and the process keeps the memory of both. */
    @Test
    void whatIsLookedAtAfterAnEpochIsCounted() {
        Problem problem = problem(28);
        Candidate smallest = Extremes.smallest(problem.costs(), Measure.MACS);
        long evaluation = EvaluationMemory.of(problem.architecture(smallest));
        int batch = Recipe.of(problem.recipe(smallest)).batchSize();
        long step = ActivationMemory.of(problem.cost(smallest).activations(), batch);
        assertThat(evaluation).isGreaterThan(step);
        assertThat(WorkerMemory.trained(problem, plan(1))).isGreaterThan(step + evaluation);
    }
}
