package io.narsil.photo;

import java.util.concurrent.Semaphore;

/**
 * Memory that images may take at one time, of all threads together. Who asks for more than is free waits, and who asks
 * for more than there is gets none: so an image is read or not by its size alone, and not by what others do.
 */
final class Room {
    private static final int UNIT = 1 << 16;

    private final int units;
    private final Semaphore free;

    Room(long bytes) {
        units = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
        free = new Semaphore(units, true);
    }

    long bytes() {
        return (long) units * UNIT;
    }

    /** A part of the room, until it is closed. */
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether so much could be taken if nobody else had any. */
    boolean holds(long bytes) {
        return bytes <= bytes();
    }

    /** Takes a part that the room holds, as soon as others leave enough. */
    Part take(long bytes) {
        int part = Math.toIntExact((bytes + UNIT - 1) / UNIT);
        free.acquireUninterruptibly(Math.min(part, units));
        return () -> free.release(Math.min(part, units));
    }
}
