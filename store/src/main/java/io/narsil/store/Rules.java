package io.narsil.store;

import io.narsil.search.TrialResult;
import java.util.List;

/** What every store refuses of its callers. */
final class Rules {
    private Rules() {}

    /** The id of a study, which must not be empty. */
    static String study(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of a study is empty");
        }
        return id;
    }

    static IllegalArgumentException unknown(String study, int trial) {
        return new IllegalArgumentException("trial " + trial + " of \"" + study + "\" was never chosen");
    }

    /** A result is read back with the scores of the epochs, so that no others may be given. */
    static void scores(TrialResult result, List<Double> ofEpochs) {
        if (!result.scores().equals(ofEpochs)) {
            throw new IllegalArgumentException("trial " + result.trial() + " is said to have reached " + result.scores()
                    + ", but its epochs " + ofEpochs);
        }
    }
}
