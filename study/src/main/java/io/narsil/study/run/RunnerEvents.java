package io.narsil.study.run;

import io.narsil.runner.MachineKind;
import io.narsil.runner.RunnerNews;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a runner says of machines elsewhere: it is told, and kept with the run. */
final class RunnerEvents implements RunnerNews {
    private final RunFolder folder;
    /** Kinds of machines that were heard of before it is known what trains on them, with a name for each. */
    private final Map<MachineKind, String> early = new LinkedHashMap<>();

    private volatile StudyListener events = StudyListener.NONE;
    private String engine = "";

    RunnerEvents(RunFolder folder) {
        this.folder = folder;
    }

    /** Tells all from here on to the listener that hears of the run's trials, too, so that it hears one thing at a time. */
    RunnerEvents to(StudyListener listener) {
        events = listener;
        return this;
    }

    /** The vector instructions that a run began with; empty where it begins. */
    static String vectors(RunFolder folder) {
        return Files.exists(folder.provenance())
                ? Provenance.read(folder).machines().get(0).vectors()
                : "";
    }

    /** What to say where a round cannot fill all jobs: how many candidates it has is the study's, or results would depend on jobs. */
    static Optional<String> idle(int jobs, int batch) {
        return jobs <= batch
                ? Optional.empty()
                : Optional.of("a round has " + batch + " candidates, so " + (jobs - batch) + " of " + jobs
                        + " jobs have nothing to do. Maybe \"batch: " + jobs + "\"");
    }

    @Override
    public void told(String sentence) {
        events.on(new StudyEvent.RunnerNoted(sentence));
    }

    @Override
    public void placed(int trial, String node, String job) {
        events.on(new StudyEvent.TrialPlaced(trial, node, job));
    }

    @Override
    public void trains(MachineKind machine, String node) {
        synchronized (this) {
            if (engine.isEmpty()) {
                early.put(machine, node);
                return;
            }
        }
        beside(machine, node);
    }

    /**
     * Keeps where a run trains from now on: on machines elsewhere, where any was heard of, or on this one.
     *
     * @return the machine before and the one of now; nothing where they are alike
     */
    Optional<Provenance.Move> begin(String trainer, String data, long seed, List<String> notes) {
        Map<MachineKind, String> known;
        synchronized (this) {
            engine = trainer.isEmpty() ? "unknown" : trainer;
            known = new LinkedHashMap<>(early);
        }
        if (known.isEmpty()) {
            return Provenance.begin(folder, trainer, data, seed, notes);
        }
        MachineKind first = known.keySet().iterator().next();
        Optional<Provenance.Move> move = Provenance.begin(folder, first, trainer, data, seed, notes);
        known.remove(first);
        known.forEach(this::beside);
        return move;
    }

    private synchronized void beside(MachineKind machine, String node) {
        Provenance.beside(folder, machine, engine)
                .ifPresent(move -> events.on(
                        new StudyEvent.MachineJoined(node, move.from().differences(move.to()), machine.vectors())));
    }
}
