package io.narsil.task;

import java.util.Arrays;
import java.util.Objects;

/**
 * One class for each image: that with the largest logit.
 *
 * @param classes number of classes, at least 1; the head gives one logit for each
 * @param score number by which networks are compared
 */
public record Classification(int classes, ClassScore score) implements Task {
    /** Refuses a task without classes. */
    public Classification {
        if (classes < 1) {
            throw new IllegalArgumentException("a classification has at least 1 class, not " + classes);
        }
        Objects.requireNonNull(score);
    }

    /** A classification that is scored by its accuracy. */
    public Classification(int classes) {
        this(classes, ClassScore.ACCURACY);
    }

    @Override
    public String key() {
        return "classification";
    }

    @Override
    public String scoreName() {
        return score.key();
    }

    @Override
    public String scoreText() {
        return score.text();
    }

    /** The score of always naming the same class when all have the same number of images. */
    @Override
    public double chance() {
        return score == ClassScore.MACRO_F1 ? 2.0 / (classes * (classes + 1.0)) : 1.0 / classes;
    }

    /** Always naming the commonest class; the loss is the cross-entropy of equal probabilities for all classes. */
    @Override
    public Guessing guessing(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(0) + 1];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        int most = Arrays.stream(counts).max().orElse(0);
        double share = (double) most / labels.length;
        double deviation = Math.sqrt(share * (1 - share) / labels.length);
        double present = Arrays.stream(counts).filter(n -> n > 0).count();
        return switch (score) {
            case ACCURACY -> new Guessing(share, deviation, Math.log(classes));
            case BALANCED_ACCURACY -> new Guessing(1 / present, luck(counts, 1 / present), Math.log(classes));
            case MACRO_F1 ->
                new Guessing(
                        2 * share / (1 + share) / present,
                        2 / ((1 + share) * (1 + share)) * deviation / present,
                        Math.log(classes));
        };
    }

    /** The deviation of the mean recall where each image is right with the same probability. */
    private static double luck(int[] counts, double probability) {
        double variance = Arrays.stream(counts)
                .filter(n -> n > 0)
                .mapToDouble(n -> probability * (1 - probability) / n)
                .sum();
        return Math.sqrt(variance) * probability;
    }

    @Override
    public double deviation(double score, int images) {
        return Luck.ofTheSame(score, images);
    }
}
