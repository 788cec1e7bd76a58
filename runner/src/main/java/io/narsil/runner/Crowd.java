package io.narsil.runner;

/** How many trials may run at the same time: fewer, where workers die beside others for want of memory. */
final class Crowd {
    /** One death may be somebody's whim; the second says that there are too many. */
    private static final int DEATHS = 2;

    private final boolean shared;
    private int most;
    private int deaths;

    /** @param shared truth of all having the memory of one machine */
    Crowd(int most, boolean shared) {
        this.most = most;
        this.shared = shared;
    }

    /** Whether all have the memory of one machine. */
    boolean shared() {
        return shared;
    }

    /** The number of trials that may run at the same time. */
    synchronized int most() {
        return most;
    }

    /** Notes a worker that died for want of memory beside others; true if fewer may run from here on. */
    synchronized boolean diedForMemory() {
        deaths++;
        if (most == 1 || deaths < DEATHS) {
            return false;
        }
        deaths = 0;
        most--;
        return true;
    }
}
