package io.narsil.study.event;

import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.Measure;
import io.narsil.space.Problem;

/** Why no network is made by hand for a budget. */
public enum WithoutHand {
    /** The shapes are for images of another size. */
    IMAGES,
    /** Nobody knows how long the shapes take on the device. */
    LATENCY,
    /** None of the shapes has a network within the budget. */
    LIMITS,
    /** The network that the space believes in is not within the budget, in copies of the images of any size. */
    BELIEVED;

    /** The reason for a budget that has none. */
    static WithoutHand of(Problem problem, Budget budget) {
        boolean believed = ByHand.searched(problem);
        if (problem.shapes().isEmpty() && !believed) {
            return IMAGES;
        }
        if (budget.limits().containsKey(Measure.LATENCY)) {
            return LATENCY;
        }
        return believed ? BELIEVED : LIMITS;
    }
}
