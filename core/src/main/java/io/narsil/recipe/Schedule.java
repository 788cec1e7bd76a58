package io.narsil.recipe;

/** How the learning rate falls from its peak to its end. */
public enum Schedule {
    /** By the same factor in every step, as in the paper. */
    EXPONENTIAL,
    /** Along half a cosine (Loshchilov and Hutter 2017). */
    COSINE;

    /**
     * The fraction of the peak rate at one moment.
     *
     * @param progress from 0, the end of the warm-up, to 1, the end of training
     * @param end the fraction that is left at the end, more than 0
     */
    public double factor(double progress, double end) {
        return switch (this) {
            case EXPONENTIAL -> Math.pow(end, progress);
            case COSINE -> end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
        };
    }
}
