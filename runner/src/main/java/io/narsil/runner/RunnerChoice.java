package io.narsil.runner;

import java.util.List;

/** The runner that a study has chosen, with its settings. */
public interface RunnerChoice {
    /** Processes of this machine, which need no settings. */
    RunnerChoice LOCAL = new RunnerChoice() {
        @Override
        public String setting() {
            return RunnerKinds.LOCAL;
        }

        @Override
        public String words() {
            return "on this machine";
        }

        @Override
        public TrialRunner runner(RunnerPlace place) {
            return WorkerPool.of(place.trainer(), place.log(), place.files())
                    .workers(place.workers())
                    .build();
        }
    };

    /** The settings as YAML that {@link RunnerKind#read} reads: {@code slurm: {...}}; the bare word for processes of this machine. */
    String setting();

    /** Where trials run, for people: {@code on this machine}, {@code as jobs of Slurm}. */
    String words();

    /** The program of the user's own that it starts, with its arguments; empty where it starts none. */
    default List<String> program() {
        return List.of();
    }

    /** Whether trials run in processes of this machine, whose memory and processors count. */
    default boolean local() {
        return setting().equals(RunnerKinds.LOCAL);
    }

    /** A runner that is not started. */
    TrialRunner runner(RunnerPlace place);
}
