package io.narsil.runner;

/** How many trials may run at the same time: fewer, where workers die beside others for want of memory. */
final class Crowd {
    /** One death may be somebody's whim; the second says that there are too many. */
    private static final int DEATHS = 2;

    private int most;
    private int deaths;

    Crowd(int most) {
        this.most = most;
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
