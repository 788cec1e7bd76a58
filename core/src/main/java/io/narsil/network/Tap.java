package io.narsil.network;

/**
 * The end of a stage, where a head can read features: a detector's head reads several taps, a classifier's the last
 * one.
 *
 * @param name name of the stage, such as {@code stage3}
 * @param channels channels that come out of the stage
 * @param reduction pixels of the image for one position, along a side: the product of all strides up to there
 */
public record Tap(String name, int channels, int reduction) {}
