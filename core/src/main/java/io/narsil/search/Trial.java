package io.narsil.search;

import io.narsil.config.Words;
import io.narsil.space.Candidate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One training of one candidate.
 *
 * @param id number in the study, from 0
 * @param round round of the search, from 0; that of finalists is the number of rounds, and of what is made by
 *     hand the number of rounds before it
 * @param budget name of the budget that it is trained for
 * @param epochs number of epochs to train
 * @param scheduleEpochs number of epochs that the learning rate is planned for
 * @param teacher number of the trial whose network this one learns from
 * @param continued training that this one goes on with; empty where it begins one
 */
public record Trial(
        int id,
        Kind kind,
        int round,
        String budget,
        Candidate candidate,
        int epochs,
        int scheduleEpochs,
        OptionalInt teacher,
        Optional<Continued> continued) {
    /**
     * The training that a trial goes on with.
     *
     * @param trial number of the trial with which it began
     * @param epochs number of epochs that it had before
     */
    public record Continued(int trial, int epochs) {}

    /** A training that begins anew. */
    public Trial(
            int id,
            Kind kind,
            int round,
            String budget,
            Candidate candidate,
            int epochs,
            int scheduleEpochs,
            OptionalInt teacher) {
        this(id, kind, round, budget, candidate, epochs, scheduleEpochs, teacher, Optional.empty());
    }

    /** A training that learns from the images alone. */
    public Trial(int id, Kind kind, int round, String budget, Candidate candidate, int epochs, int scheduleEpochs) {
        this(id, kind, round, budget, candidate, epochs, scheduleEpochs, OptionalInt.empty());
    }

    /** The number of the trial with which this training began, on which its randomness depends. */
    public int origin() {
        return continued.map(Continued::trial).orElse(id);
    }

    /** The number of epochs that this trial adds to its training. */
    public int ownEpochs() {
        return epochs - continued.map(Continued::epochs).orElse(0);
    }

    /** The reason why a candidate is trained. */
    public enum Kind {
        /** To teach the predictor. */
        ROUND,
        /** To become a member of the family. */
        FINALIST,
        /** To show what the search gained: the median of the first round. Earlier versions trained it. */
        BASELINE,
        /** To show what the search gains over what a person would take by hand, or to become a member in its place. */
        HAND;

        public String key() {
            return Words.of(this);
        }
    }
}
