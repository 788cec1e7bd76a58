package io.narsil.study;

/**
 * How long candidates are trained where a study does not say it, by where their weights come from; {@code docs/spaces.md} has
 * what was measured.
 *
 * @param steps steps that a candidate takes at least
 * @param least epochs that a candidate is trained at least
 * @param longer epochs of a finalist to one of a candidate
 */
public record UsualLength(int steps, int least, int longer) {
    /** Of weights drawn at random. */
    public static final UsualLength FROM_RANDOM = new UsualLength(600, 5, 3);

    /** Of trained weights, which show soon what they are worth; what is won comes late. */
    public static final UsualLength FROM_TRAINED = new UsualLength(120, 3, 6);

    /** More would take longer than they teach where there are hardly any images. */
    private static final int MOST = 100;

    /**
     * That of a study.
     *
     * @param trained truth of its candidates starting from a trained network
     */
    public static UsualLength of(boolean trained) {
        return trained ? FROM_TRAINED : FROM_RANDOM;
    }

    /**
     * Enough epochs.
     *
     * @param each steps of an epoch
     */
    public int epochs(int each) {
        return Math.max(least, Math.min(MOST, (steps + each - 1) / each));
    }
}
