package io.narsil.data;

import io.narsil.config.Words;

/** A part of a data set: what its images are for. */
public enum Part {
    /** For training. */
    TRAIN("to train on"),
    /** For choosing candidates. */
    VALIDATION("to choose by"),
    /** For a single test at the end. */
    TEST("to test on");

    private final String purpose;

    Part(String purpose) {
        this.purpose = purpose;
    }

    /** The purpose, in the words of messages. */
    public String purpose() {
        return purpose;
    }

    /** The name of its arrays in a prepared file. */
    String key() {
        return Words.of(this);
    }
}
