package io.narsil.runner;

import io.narsil.network.Architecture;
import io.narsil.network.Cost;

/** What one training takes in the built-in trainer beside what its process does. */
public final class TrainingMemory {
    /** Weights, gradients, the optimizer's vectors, the average, and copies while they are written. */
    private static final int PARAMETERS = 12 * Float.BYTES;

    private TrainingMemory() {}

    /**
     * The bytes that it takes at most.
     *
     * @param trained network or detector
     * @param cost cost of it, which tables give more quickly
     * @param batch number of images of a step
     * @param share share of the activations that images have in training, where they are smaller ({@code training_size})
     */
    public static long of(Architecture trained, Cost cost, int batch, double share) {
        long step = ActivationMemory.of(Math.round(share * cost.activations()), batch);
        long evaluation = EvaluationMemory.of(trained);
        // They are never there together. But the allocator keeps what each layer of a step took, and what the same
        // layer makes of
        // more or larger images does not fit there.
        boolean more = EvaluationMemory.batch(trained.input().height()) > share * batch;
        return (more ? step + evaluation : Math.max(step, evaluation)) + PARAMETERS * cost.trainable();
    }
}
