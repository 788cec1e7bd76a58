package io.narsil.study.trial;

import io.narsil.runner.Cards;
import io.narsil.runner.FreeMemory;
import io.narsil.search.SearchPlan;
import io.narsil.space.Problem;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.util.OptionalLong;

/**
 * How many workers share the graphics cards: as many as their memory is enough for, since a small network leaves most of a card
 * without work (docs/performance.md).
 */
public final class CardMemory {
    /** What CUDA, cuDNN and libtorch keep on a card for each process. */
    private static final long CONTEXT = 700L << 20;

    /** What such a process takes of the machine's own memory. */
    private static final long HOST = 3L << 30;

    private CardMemory() {}

    /** The number of workers: what the user says, or else what cards and machine have room for; one where no card is known. */
    public static int bounded(Problem problem, SearchPlan plan, WorkerMemory.Wish wish, StudyListener events) {
        return bounded(Cards.here(), CONTEXT + WorkerMemory.trained(problem, plan), wish, events);
    }

    static int bounded(Cards cards, long each, WorkerMemory.Wish wish, StudyListener events) {
        if (cards.free().isEmpty()) {
            // The first worker says what is missing.
            return wish.said() ? wish.workers() : 1;
        }
        int count = wish.workers();
        if (!wish.said()) {
            int shared = WorkerMemory.workers(wish.workers(), each, OptionalLong.of(cards.least()));
            count = WorkerMemory.workers(
                    Math.min(wish.workers(), shared * cards.free().size()), HOST, FreeMemory.bytes());
        }
        long free = cards.least() * cards.free().size();
        events.on(new StudyEvent.MemoryForetold(wish.workers(), count, each, free, true));
        return count;
    }
}
