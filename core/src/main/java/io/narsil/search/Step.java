package io.narsil.search;

import io.narsil.predictor.Prediction;
import java.util.List;
import java.util.Map;

/** What a search wants next: trials to be trained, or nothing more. */
public sealed interface Step {
    /** Why trials are chosen. */
    enum Why {
        /** The first design: spread over the pool, before anything is known. */
        SPREAD,
        /** The most promising of the pool. */
        PROMISING,
        /** What evolution proposes for each budget and, to compare with, medians of the first round. */
        FINALS
    }

    /**
     * Trials that are to be trained before the search can go on.
     *
     * @param trials trials in the order in which their results are given to {@link History#with}
     * @param predictions predictions of their scores, by trial; none for trials that were not chosen by a prediction
     */
    record Train(List<Trial> trials, Map<Integer, Prediction> predictions, Why why) implements Step {
        public Train {
            trials = List.copyOf(trials);
            predictions = Map.copyOf(predictions);
        }
    }

    /**
     * The search is over.
     *
     * @param family members of the family, one for each budget, in their order
     * @param stop epoch at which the rounds after the first ended
     */
    record Done(List<FamilyMember> family, EarlyStop stop) implements Step {
        public Done {
            family = List.copyOf(family);
        }
    }
}
