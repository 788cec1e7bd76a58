package io.narsil.runner;

import java.time.Duration;

/**
 * The deaths of workers within one trial, and what follows. A death is not the candidate's fault until it repeats at the
 * same place (no epoch later) while no other trial runs: beside others, memory or the machine may be to blame.
 *
 * <ul>
 *   <li>After a fault the trial is tried again alone, and has failed for good where that ends at the same place.
 *   <li>After a death from outside, or for want of memory, it is tried again at once, {@link #BESIDE} times; then alone,
 *       {@link #ALONE} times, with longer and longer rests between. Where a worker has its memory for itself, others are not to
 *       blame for the want of it: then it is never alone, and the rests are the same.
 *   <li>An epoch that is over, and was not before, makes all of that forgotten.
 * </ul>
 */
final class Deaths {
    /** What comes after a death. */
    enum Next {
        AT_ONCE,
        ALONE,
        FAILED
    }

    private static final int FAULTS = 2;
    private static final int BESIDE = 2;
    private static final int ALONE = 6;
    private static final int LONGER = 4;
    private static final int LONGEST = 60;

    private int place;
    private int reached;
    private int faults;
    private int beside;
    private int alone;
    private boolean ownMemory;

    /** Notes an epoch that is over. */
    void epoch(int epoch) {
        reached = Math.max(reached, epoch);
    }

    /** Notes a death and says what comes after it. */
    Next died(Death death, boolean nobodyElse) {
        ownMemory = false;
        if (reached > place) {
            place = reached;
            faults = 0;
            beside = 0;
            alone = 0;
        }
        if (death == Death.FAULT) {
            faults++;
            return nobodyElse && faults >= FAULTS ? Next.FAILED : Next.ALONE;
        }
        if (nobodyElse) {
            alone++;
            return alone >= ALONE ? Next.FAILED : Next.ALONE;
        }
        beside++;
        return beside < BESIDE ? Next.AT_ONCE : Next.ALONE;
    }

    /** Notes a death for want of memory of a worker that shares its own with nobody, and says what comes after it. */
    Next diedOfOwnMemory() {
        Next next = died(Death.MEMORY, true);
        ownMemory = true;
        return next == Next.FAILED ? next : Next.AT_ONCE;
    }

    /** Whether a worker died here since the last epoch that was new. */
    boolean any() {
        return faults + beside + alone > 0;
    }

    /** How long to rest before it is tried again, alone or with memory of its own: what took the memory may be over by then. */
    Duration rest(Duration first) {
        return alone == 0 ? Duration.ZERO : first.multipliedBy(Math.min(LONGEST, (long) Math.pow(LONGER, alone - 1)));
    }

    /** Why the trial has failed for good. */
    String reason(String last) {
        return last + "; in epoch " + (place + 1) + ", " + (faults + beside + alone) + " times"
                + (ownMemory ? "" : ", at last while no other trial ran");
    }
}
