package io.narsil.study;

/** Is told how a study goes on; from several threads, but never from two at a time. */
public interface StudyListener {
    /**
     * A stage has begun or ended.
     *
     * @param name one or two words
     * @param what it does or found, and why
     */
    void stage(String name, String what);

    /** A trial has begun, finished an epoch, or ended. */
    void progress(Progress progress);
}
