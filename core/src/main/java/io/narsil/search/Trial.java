package io.narsil.search;

import io.narsil.config.Words;
import io.narsil.space.Candidate;
import java.util.OptionalInt;

/**
 * One training of one candidate.
 *
 * @param id number in the study, from 0; the trial's randomness depends on it
 * @param round round of the search, from 0; that of finalists is the number of rounds, and of what is made by
 *     hand the number of rounds before it
 * @param budget name of the budget that it is trained for
 * @param epochs number of epochs to train
 * @param scheduleEpochs number of epochs that the learning rate is planned for
 * @param teacher number of the trial whose network this one learns from
 */
public record Trial(
        int id,
        Kind kind,
        int round,
        String budget,
        Candidate candidate,
        int epochs,
        int scheduleEpochs,
        OptionalInt teacher) {
    /** A training that learns from the images alone. */
    public Trial(int id, Kind kind, int round, String budget, Candidate candidate, int epochs, int scheduleEpochs) {
        this(id, kind, round, budget, candidate, epochs, scheduleEpochs, OptionalInt.empty());
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
