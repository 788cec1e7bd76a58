package io.narsil.store;

/**
 * One epoch of one trial.
 *
 * @param epoch from 1
 * @param loss mean over the training images
 * @param score on the validation images
 * @param seconds it took; 0 where it was read back from a checkpoint
 */
public record EpochRecord(int epoch, double loss, double score, double seconds) {}
