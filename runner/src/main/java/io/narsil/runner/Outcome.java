package io.narsil.runner;

import java.util.OptionalDouble;

/**
 * How a request ended.
 *
 * @param status done, diverged (the candidate's fault) or failed (the machine's)
 * @param reason empty where it is done
 */
public record Outcome(int trial, Status status, OptionalDouble testAccuracy, String reason) {
    /** The three ends. */
    public enum Status {
        DONE,
        DIVERGED,
        FAILED
    }
}
