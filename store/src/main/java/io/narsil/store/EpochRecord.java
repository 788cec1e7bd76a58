package io.narsil.store;

/**
 * One epoch of one trial.
 *
 * @param epoch from 1
 * @param loss mean over the training images
 * @param accuracy on the validation images, 0..1
 * @param seconds it took; 0 where it was read back from a checkpoint
 */
public record EpochRecord(int epoch, double loss, double accuracy, double seconds) {}
