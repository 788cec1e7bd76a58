package io.narsil.runner;

/** Receives what a runner has to say that is no trial's. Several threads may call at the same time. */
public interface RunnerNews {
    /** Nobody listens. */
    RunnerNews NONE = new RunnerNews() {};

    /** Something that a user may have to mend, or to wait for: a sentence. */
    default void told(String sentence) {}

    /**
     * It was heard where a trial runs; once more where it is begun again elsewhere.
     *
     * @param node name of the machine
     * @param job name of its job there; empty where it has none
     */
    default void placed(int trial, String node, String job) {}

    /**
     * A kind of machine trains that was not heard of before.
     *
     * @param node name of the machine
     */
    default void trains(MachineKind machine, String node) {}
}
