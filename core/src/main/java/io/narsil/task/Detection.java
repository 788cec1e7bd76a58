package io.narsil.task;

/**
 * Objects in images: a class, a box and a score for each that is found; scored by COCO's mean average precision (mAP).
 *
 * @param classes number of classes, at least 1
 */
public record Detection(int classes) implements Task {
    /** An image holds several objects, each sought at ten IoUs: by its spread, mAP is a share of so many answers an image (docs/detection.md). */
    private static final int ANSWERS = 10;

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
        return BoxScore.MAP.key();
    }

    @Override
    public String scoreText() {
        return BoxScore.MAP.text();
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
    public double deviation(double score, int images) {
        return Luck.ofTheSame(score, ANSWERS * (double) images);
    }
}
