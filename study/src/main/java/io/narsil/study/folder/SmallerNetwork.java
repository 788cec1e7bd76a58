package io.narsil.study.folder;

import io.narsil.json.MayBeNull;

/**
 * The smaller budget whose network a larger one has: it is better than what was trained for the larger one, or all there is.
 *
 * @param budget name of the smaller budget
 * @param own validation score of the best that was trained for the larger one; null where nothing was trained well
 */
public record SmallerNetwork(String budget, @MayBeNull Double own) {}
