package io.narsil.fuzz;

import io.narsil.config.Fault;
import io.narsil.config.UserException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What a reader owes whatever it is given: a value, or an exception that it promises. */
final class Reading {
    /** Of the processor, since a clock on the wall would blame an input for whatever else the machine does. */
    private static final long MOST_NANOSECONDS = 5_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static long accepted;

    private Reading() {}

    /** A call of a reader. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Runs a reader that promises nothing but a {@link UserException}. */
    static void clean(Step step) {
        clean(step, UserException.class);
    }

    /**
     * Runs a reader; everything but its promised exceptions is a finding.
     *
     * @param promised exception beside {@link UserException} that its documentation names
     */
    static void clean(Step step, Class<? extends Exception> promised) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            step.run();
            accepted++;
        } catch (UserException e) {
            e.problems().forEach(Reading::check);
        } catch (Exception e) {
            if (!promised.isInstance(e)) {
                throw new AssertionError("this exception was not promised: " + e, e);
            }
        }
        if (THREADS.getCurrentThreadCpuTime() - start > MOST_NANOSECONDS) {
            throw new AssertionError("this took more than five seconds");
        }
    }

    /** How often a reader gave a value. */
    static long accepted() {
        return accepted;
    }

    /** A fault is one line that a terminal can show, and says something. */
    private static void check(Fault fault) {
        String line = fault.toString();
        if (fault.what().isBlank() || line.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("this is no line for a person: " + line);
        }
    }
}
