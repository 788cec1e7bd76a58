package io.narsil.study.event;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How far a study is.
 *
 * @param candidates number of those trained so far, finalists and baselines included
 * @param planned number of candidates that will be trained in all
 * @param share part of the work that is done, 0..1, weighed by what candidates cost
 * @param secondsLeft estimated time; absent until there is something to judge by
 * @param best highest validation score so far by budget, 0..1
 */
public record Progress(
        int candidates, int planned, double share, OptionalDouble secondsLeft, Map<String, Double> best) {}
