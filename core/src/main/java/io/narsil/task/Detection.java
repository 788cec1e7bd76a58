package io.narsil.task;

/**
 * Objects in images: a class, a box and a score for each that is found; scored by COCO's mean average precision (mAP).
 *
 * @param classes number of classes, at least 1
 * @param places number of places of an image at which a network answers
 */
public record Detection(int classes, int places) implements Task {
    /** The name of the score. */
    public static final String SCORE = "map";

    private static final int SIDES = 4;

    /** Refuses a task without classes. */
    public Detection {
        if (classes < 1) {
            throw new IllegalArgumentException("a detection has at least 1 class, not " + classes);
        }
    }

    @Override
    public String key() {
        return "detection";
    }

    @Override
    public String scoreName() {
        return SCORE;
    }

    @Override
    public String scoreText() {
        return "mAP";
    }

    /** Nothing is found by chance. */
    @Override
    public double chance() {
        return 0;
    }

    /**
     * Nothing is guessed, and no loss shows that nothing is learned: the boxes of a detector are too bad to count for its first epochs,
     * in which it learns most.
     */
    @Override
    public Guessing guessing(int[] labels) {
        return new Guessing(0, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public int outputs() {
        return places * (classes + SIDES);
    }
}
