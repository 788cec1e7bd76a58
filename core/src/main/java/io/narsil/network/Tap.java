package io.narsil.network;

/**
 * A place at the end of a stage where others may take what flows: a detector reads several, a classifier the last one.
 *
 * @param name name of the stage, such as {@code stage3}
 * @param channels channels that come out of the stage
 * @param reduction pixels of the image for one position, along a side: the product of all strides up to there
 */
public record Tap(String name, int channels, int reduction) {}
