package io.narsil.study.trial;

import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.FreeMemory;
import io.narsil.runner.TrainingMemory;
import io.narsil.search.ByHand;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The memory that the built-in trainer will take, foretold from its largest candidates, and how many workers it is enough for.
 *
 * <p>Fitted to the peak of whole trainings (docs/performance.md): what the process itself takes, and what a training does beside it.
 * It is meant to be rather too much than too little.
 */
public final class WorkerMemory {
    /** Libraries, and the heap that a process has after many trainings. */
    private static final long BASE = 520L << 20;

    private static final int SAMPLES = 2000;
    /** What is left to the command itself and to the machine, as a share of what is free: a tenth. */
    private static final int RESERVE = 10;

    private WorkerMemory() {}

    /**
     * How many workers are wanted.
     *
     * @param said truth of the user's having said so; otherwise there may be fewer
     */
    public record Wish(int workers, boolean said) {}

    /** The number of workers: what the user says, or else what memory is enough for, as far as the system tells. */
    public static int bounded(Problem problem, SearchPlan plan, Wish wish, StudyListener events) {
        OptionalLong free = FreeMemory.bytes();
        if (free.isEmpty()) {
            return wish.workers();
        }
        long each = foretold(problem, plan);
        int count = wish.said() ? wish.workers() : workers(wish.workers(), each, free);
        events.on(new StudyEvent.MemoryForetold(wish.workers(), count, each, free.getAsLong(), false));
        return count;
    }

    /** The bytes that a process takes for the largest of many candidates within the budgets. */
    static long foretold(Problem problem, SearchPlan plan) {
        return BASE + trained(problem, plan);
    }

    /** The bytes that a training takes beside what its process does, for the largest of many candidates within the budgets. */
    static long trained(Problem problem, SearchPlan plan) {
        RandomGenerator random = new Seeds(plan.seed()).stream("worker memory", 0);
        long most = of(problem, Extremes.smallest(problem.costs(), Measure.MACS));
        for (int i = 0; i < SAMPLES; i++) {
            Candidate candidate = problem.space().random(random);
            if (plan.budgets().stream().anyMatch(b -> b.fits(problem.cost(candidate)))) {
                most = Math.max(most, of(problem, candidate));
            }
        }
        for (Candidate candidate : ByHand.of(problem, plan).all().keySet()) {
            most = Math.max(most, of(problem, candidate));
        }
        return most;
    }

    private static long of(Problem problem, Candidate candidate) {
        Recipe recipe = Recipe.of(problem.recipe(candidate));
        int side = problem.architecture(candidate).input().height();
        return TrainingMemory.of(
                problem.architecture(candidate),
                problem.cost(candidate),
                recipe.batchSize(),
                recipe.shareInTraining(side));
    }

    /** The number of workers: as many as are wanted and have room, and one at least. */
    static int workers(int wanted, long each, OptionalLong free) {
        if (free.isEmpty()) {
            return wanted;
        }
        long room = free.getAsLong() - free.getAsLong() / RESERVE;
        return (int) Math.max(1, Math.min(wanted, room / each));
    }
}
