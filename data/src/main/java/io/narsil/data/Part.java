package io.narsil.data;

import io.narsil.config.Words;

/** What images are for. */
public enum Part {
    /** To learn from. */
    TRAIN("to train on"),
    /** To choose candidates by. */
    VALIDATION("to choose by"),
    /** To be looked at once, at the end. */
    TEST("to test on");

    private final String purpose;

    Part(String purpose) {
        this.purpose = purpose;
    }

    /** What it is for, as a message says it. */
    String purpose() {
        return purpose;
    }

    /** The name of its arrays in a prepared file. */
    String key() {
        return Words.of(this);
    }
}
