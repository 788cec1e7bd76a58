package io.narsil.search;

import io.narsil.predictor.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The next step of a search: trials to be trained, or the end. */
public sealed interface Step {
    /** The reason why trials are chosen. */
    enum Why {
        /** The first design: spread over the pool, before anything is known. */
        SPREAD,
        /** The most promising of the pool. */
        PROMISING,
        /** The best so far, whose trainings go on to the next rung. */
        CLIMBING,
        /** What a person would take, before anything is searched. */
        BY_HAND,
        /** The best of evolution for each budget. */
        FINALS
    }

    /**
     * Trials must be trained before the search can go on.
     *
     * <p>What a person would take by hand is trained together with what does not wait for it, so that no worker does.
     *
     * @param trials trials in the order in which their results are given to {@link History#with}
     * @param predictions predictions of their scores, by trial; none for trials that were not chosen by a prediction
     * @param why reason for all but those that are made by hand, where there are others
     */
    record Train(List<Trial> trials, Map<Integer, Prediction> predictions, Why why) implements Step {
        public Train {
            trials = List.copyOf(trials);
            predictions = Map.copyOf(predictions);
        }

        /** These trials and those of a step that need not wait for them, which is what is trained for. */
        Train and(Train other) {
            List<Trial> all = new ArrayList<>(trials);
            all.addAll(other.trials());
            Map<Integer, Prediction> known = new HashMap<>(predictions);
            known.putAll(other.predictions());
            return new Train(all, known, other.why());
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
