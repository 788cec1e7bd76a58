package io.narsil.cli.model;

/** The form in which answers are printed, each as it comes. */
interface AnswerForm {
    void add(Answer answer);

    /** Prints what is still held back. */
    default void end() {}
}
