package io.narsil.runner.jobs;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other job and no other start of it has; nothing that is computed depends on them. */
public final class Nonce {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int BASE = 36;

    private Nonce() {}

    /** Another name, of digits and small letters. */
    public static String next() {
        return Long.toString(System.nanoTime() & Long.MAX_VALUE, BASE)
                + Long.toString(ProcessHandle.current().pid(), BASE)
                + Integer.toString(COUNT.incrementAndGet(), BASE);
    }
}
