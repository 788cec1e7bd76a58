package io.narsil.store;

/**
 * The record of one epoch of a trial.
 *
 * @param epoch number of the epoch, from 1
 * @param loss mean of the loss over the training images
 * @param score score on the validation images
 * @param seconds duration of the epoch; 0 where it was read back from a checkpoint
 */
public record EpochRecord(int epoch, double loss, double score, double seconds) {}
