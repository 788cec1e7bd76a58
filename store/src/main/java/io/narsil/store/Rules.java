package io.narsil.store;

import io.narsil.search.TrialResult;
import java.util.List;

/** Checks of arguments that are common to all stores. */
final class Rules {
    private Rules() {}

    /** Returns the id of a study after checking that it is not empty. */
    static String study(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of a study is empty");
        }
        return id;
    }

    static IllegalArgumentException unknown(String study, int trial) {
        return new IllegalArgumentException("trial " + trial + " of \"" + study + "\" was never chosen");
    }

    /** Refuses a result whose scores differ from those of its epochs, since a result is read back with the latter. */
    static void scores(TrialResult result, List<Double> ofEpochs) {
        if (!result.scores().equals(ofEpochs)) {
            throw new IllegalArgumentException("trial " + result.trial() + " is said to have reached " + result.scores()
                    + ", but its epochs " + ofEpochs);
        }
    }
}
