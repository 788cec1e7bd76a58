package io.narsil.study.trial;

import io.narsil.search.Begun;
import io.narsil.search.History;
import io.narsil.search.Plans;
import io.narsil.store.StoredTrial;
import java.util.List;

/** Which trials of a run are work of the plan in force; the others are there, but nobody asks for them now. */
public final class Counted {
    private Counted() {}

    /** Those of all trials of a run. */
    public static List<StoredTrial> of(List<StoredTrial> trials, Plans plans) {
        History history = StoredTrial.history(trials);
        // Without another plan, finals were chosen once no round was left to choose, be it for want of candidates.
        boolean more = plans.changed()
                && Begun.of(plans, history).rounds() < plans.now().rounds();
        return trials.stream()
                .filter(t -> switch (t.trial().kind()) {
                    case ROUND -> t.result().isPresent() || !plans.now().finishing();
                    case HAND -> plans.holds(t.trial(), history);
                    case FINALIST, BASELINE -> !more && plans.holds(t.trial(), history);
                })
                .toList();
    }
}
