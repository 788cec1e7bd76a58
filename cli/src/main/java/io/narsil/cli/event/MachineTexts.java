package io.narsil.cli.event;

import io.narsil.study.event.StudyEvent;

/** What is said of machines whose arithmetic is not the same. */
final class MachineTexts {
    private MachineTexts() {}

    /** A run goes on with another machine. */
    static String changed(StudyEvent.MachineChanged e) {
        return "this run goes on with another one (" + String.join("; ", e.differences())
                + "): what is trained stays, and new epochs come from another arithmetic, so that the result"
                + " is not, to the bit, that of one machine alone."
                + (e.pin().isEmpty() ? "" : " Maybe " + e.pin() + " brings it nearer.");
    }

    /** A job trains on a machine of another kind. */
    static String joined(StudyEvent.MachineJoined e) {
        boolean held = e.vectors().contains("=");
        return "a job trains on " + (e.node().isEmpty() ? "a machine" : e.node()) + ", which is of another kind ("
                + String.join("; ", e.differences())
                + "): the result is not, to the bit, that of one kind of machine alone."
                + (held ? " Its trainer is held to the vector instructions of the first one." : "")
                + " Maybe nodes of one kind: \"--constraint=...\" among the \"options\" of slurm, \"node_selector\" of"
                + " kubernetes.";
    }
}
