package io.narsil.task;

/** How far chance moves a share. */
final class Luck {
    private static final double SAME_IMAGES = 1.0 / 3;

    private Luck() {}

    /**
     * The standard deviation of a share from one training to the next. The images are the same for all, and most are easy or hard
     * for every network: of the variance that as many images drawn anew would have, about a third is left (docs/search.md).
     *
     * @param share share of right answers, 0..1
     * @param answers number of answers
     */
    static double ofTheSame(double share, double answers) {
        // Neither all nor none is sure of the next answer (Laplace's rule).
        double likely = (share * answers + 1) / (answers + 2);
        return Math.sqrt(SAME_IMAGES * likely * (1 - likely) / answers);
    }
}
