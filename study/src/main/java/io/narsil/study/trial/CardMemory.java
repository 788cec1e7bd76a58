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
        long each = CONTEXT + WorkerMemory.trained(problem, plan);
        return bounded(Cards.here(), FreeMemory.bytes(), each, wish, events);
    }

    static int bounded(Cards cards, OptionalLong host, long each, WorkerMemory.Wish wish, StudyListener events) {
        if (cards.free().isEmpty()) {
            // The first worker says what is missing.
            return wish.said() ? wish.workers() : 1;
        }
        int count = wish.workers();
        if (!wish.said()) {
            int shared = WorkerMemory.workers(wish.workers(), each, OptionalLong.of(cards.least()));
            int held = Math.min(wish.workers(), shared * cards.free().size());
            count = WorkerMemory.workers(held, HOST, host);
            if (count < held) {
                // It is not the cards that are too small.
                events.on(new StudyEvent.MemoryForetold(wish.workers(), count, HOST, host.getAsLong(), false));
                return count;
            }
        }
        long free = cards.least() * cards.free().size();
        events.on(new StudyEvent.MemoryForetold(wish.workers(), count, each, free, true));
        return count;
    }
}
