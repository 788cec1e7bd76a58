package io.narsil.runner;

/** What the activations of the built-in trainer take: it is foretold before workers start, and looked at by each of them. */
public final class ActivationMemory {
    /**
     * Each in 32 bits 4.4 times: outputs, what batch norm and activations make of them, and their gradients. Fitted to the peak
     * of whole trainings (docs/performance.md).
     */
    private static final double TIMES = 4.4 * Float.BYTES;

    private ActivationMemory() {}

    /**
     * The bytes that a training takes for them at most.
     *
     * @param activations numbers that the network makes of one image
     */
    public static long of(long activations, int batch) {
        return (long) (TIMES * activations * batch);
    }
}
