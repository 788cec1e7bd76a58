package io.narsil.space;

import io.narsil.network.Cost;
import java.util.List;

/** What a training spares whose first stages stay as they are. */
final class FrozenStages {
    /** Of a network's work on an image what is not to look at it: nothing goes back through stages that learn nothing. */
    private static final double BACK = 2 / 3.0;

    private FrozenStages() {}

    /**
     * The work that is spared, in activations.
     *
     * @param frozen number of stages that are frozen
     */
    static double spared(StageCosts costs, Candidate candidate, int frozen) {
        if (frozen == 0) {
            return 0;
        }
        List<Stage> rows = costs.space().stages();
        List<Cost> each = costs.stages(candidate);
        double still = 0;
        int stage = 0;
        for (int row = 0; row < rows.size() && !rows.get(row).head(); row++) {
            // A row may go on with the stage of the one before.
            stage += row > 0 && rows.get(row).part() == Stage.Part.SAME ? 0 : 1;
            if (stage > frozen) {
                break;
            }
            still += each.get(row).activations();
        }
        return BACK * still;
    }
}
