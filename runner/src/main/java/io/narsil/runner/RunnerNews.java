package io.narsil.runner;

/** Receives what a runner has to say that is no trial's. Several threads may call at the same time. */
public interface RunnerNews {
    /** Nobody listens. */
    RunnerNews NONE = new RunnerNews() {};

    /** Something that a user may have to mend, or to wait for: a sentence. */
    default void told(String sentence) {}

    /**
     * A kind of machine trains that was not heard of before.
     *
     * @param node name of the machine
     */
    default void trains(MachineKind machine, String node) {}
}
