package io.narsil.runner;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Whose turn it is: requests that wait, then those that are put off until nothing else runs, one at a time. Guarded by
 * its {@link TrialRun}.
 */
final class Turns {
    private final Queue<TrainRequest> waiting;
    private final Queue<TrainRequest> alone = new ArrayDeque<>();
    private int takers;
    private int busy;
    private int taken;

    /** @param takers number of threads that ask for turns, until each has been told that there is none */
    Turns(List<TrainRequest> requests, int takers) {
        this.waiting = new ArrayDeque<>(requests);
        this.takers = takers;
    }

    /**
     * The next request; empty for a thread that is not needed any more. Where others are at work, one of them takes what
     * was put off.
     *
     * @param most number of trials that may run at the same time
     */
    Optional<TrainRequest> next(int most) {
        TrainRequest next = takers > most ? null : waiting.isEmpty() && busy == 0 ? alone.poll() : waiting.poll();
        if (next == null) {
            takers--;
            return Optional.empty();
        }
        busy++;
        taken++;
        return Optional.of(next);
    }

    /** A mark of this moment, to be given to {@link #nobodyElseSince}; negative where others are at work. */
    int mark() {
        return busy == 1 ? taken : -1;
    }

    /** Whether only the one who asks was at work since that mark. */
    boolean nobodyElseSince(int mark) {
        return mark == taken;
    }

    /** A request is over. */
    void over() {
        busy--;
    }

    /** A request is to be tried again when nothing else runs. */
    void putOff(TrainRequest request) {
        busy--;
        alone.add(request);
    }
}
