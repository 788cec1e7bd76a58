package io.narsil.study.event;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How far a study is.
 *
 * @param candidates number trained so far, finalists and baselines included
 * @param planned number that will be trained in all
 * @param share share of the work that is done, 0..1, weighed by what candidates cost
 * @param secondsLeft estimate of the time left; absent until there is something to judge by
 * @param score name of the score, as people read it
 * @param best best validation score by budget of the trials that ended well, 0..1
 */
public record Progress(
        int candidates,
        int planned,
        double share,
        OptionalDouble secondsLeft,
        String score,
        Map<String, Double> best) {}
