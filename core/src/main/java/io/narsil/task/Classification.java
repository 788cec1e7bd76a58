package io.narsil.task;

/**
 * One class for each image. The score is the accuracy, the share of images whose class has the largest logit.
 *
 * @param classes number of classes, at least 1; the head gives one logit for each
 */
public record Classification(int classes) implements Task {
    /** Refuses a task without classes. */
    public Classification {
        if (classes < 1) {
            throw new IllegalArgumentException("a classification has at least 1 class, not " + classes);
        }
    }

    @Override
    public String key() {
        return "classification";
    }

    @Override
    public String scoreName() {
        return "accuracy";
    }

    /** The accuracy of guessing when all classes have the same number of images. */
    @Override
    public double chance() {
        return 1.0 / classes;
    }

    @Override
    public int outputs() {
        return classes;
    }
}
