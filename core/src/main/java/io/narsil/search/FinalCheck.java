package io.narsil.search;

import java.util.List;

/**
 * Checks the candidates of a budget before one is trained to the end, for instance by measuring a latency that was only
 * predicted.
 */
public interface FinalCheck {
    /** The number of candidates more than finalists that may be tried, in place of such that cannot be trained. */
    int INSTEAD = 2;

    /** Lets every candidate pass. */
    FinalCheck NONE = (budget, ranked) -> ranked;

    /**
     * The candidates that may be trained, in the same order; at least one.
     *
     * @param ranked candidates, the most promising first
     * @throws io.narsil.config.UserException where none may be trained
     */
    List<Scored> admit(Budget budget, List<Scored> ranked);
}
