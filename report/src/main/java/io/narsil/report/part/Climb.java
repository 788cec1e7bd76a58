package io.narsil.report.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One training that climbs from rung to rung, with all its trials from the first on. */
final class Climb {
    private final List<RungView.Climber> trials = new ArrayList<>();

    void add(RungView.Climber trial) {
        trials.add(trial);
    }

    RungView.Climber begun() {
        return trials.get(0);
    }

    private RungView.Climber last() {
        return trials.get(trials.size() - 1);
    }

    /** The number of epochs that it is to come to, as far as anybody has asked. */
    int asked() {
        return last().epochs();
    }

    /** The score after so many epochs by the first trial that came there: by it the next ones were chosen. No number before it is there. */
    double score(int epochs) {
        return trials.stream()
                .mapToDouble(t -> t.score().applyAsDouble(epochs))
                .filter(Double::isFinite)
                .findFirst()
                .orElse(Double.NaN);
    }

    boolean came(int epochs) {
        return Double.isFinite(score(epochs));
    }

    /** The trial with which it went on after so many epochs. */
    Optional<RungView.Climber> onward(int epochs) {
        return trials.stream().filter(t -> t.epochs() > epochs).findFirst();
    }

    /** The score at its end that it was expected to have when it went on after so many epochs; no number where it did not. */
    double expected(int epochs) {
        return onward(epochs)
                .filter(t -> t.continues() >= 0)
                .map(RungView.Climber::predicted)
                .orElse(Double.NaN);
    }

    boolean open() {
        return last().status().equals("chosen") || last().status().equals("running");
    }

    boolean lost() {
        return last().status().equals("failed") || last().status().equals("diverged");
    }

    /** What it does now, in a word: it waits where it is unless somebody asks for more. */
    String state() {
        return open() ? "training" : lost() ? last().status() : "waits";
    }

    /** The number of the trial that came to so many epochs, or is to. */
    int trial(int epochs) {
        return trials.stream()
                .filter(t -> t.epochs() >= epochs)
                .findFirst()
                .orElse(last())
                .trial();
    }
}
