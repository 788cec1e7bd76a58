package io.narsil.task;

import java.util.Arrays;

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

    /** Always naming the commonest class; the loss is the cross-entropy of equal probabilities for all classes. */
    @Override
    public Guessing guessing(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        double share = (double) Arrays.stream(counts).max().orElse(0) / labels.length;
        return new Guessing(share, Math.sqrt(share * (1 - share) / labels.length), Math.log(classes));
    }

    @Override
    public int outputs() {
        return classes;
    }
}
