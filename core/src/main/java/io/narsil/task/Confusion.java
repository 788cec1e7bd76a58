package io.narsil.task;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which classes were named for the images of which class. The figures are those of scikit-learn.
 *
 * <p>Only mistakes are kept as pairs, so that many classes need no square of memory.
 */
public final class Confusion {
    private final long[] images;
    private final long[] named;
    private final long[] right;
    /** Numbers of images by label times number of classes plus answer. */
    private final Map<Long, Integer> wrong = new HashMap<>();

    /** Answers to no image yet. */
    public Confusion(int classes) {
        images = new long[classes];
        named = new long[classes];
        right = new long[classes];
    }

    /** The answers to some images. */
    public static Confusion of(int classes, int[] labels, int[] answers) {
        Confusion confusion = new Confusion(classes);
        for (int i = 0; i < labels.length; i++) {
            confusion.add(labels[i], answers[i]);
        }
        return confusion;
    }

    /**
     * A kind of mistake.
     *
     * @param label class of the images
     * @param answer class that was named for them
     * @param images number of images
     */
    public record Mistake(int label, int answer, int images) {}

    /**
     * Adds the answer to one image.
     *
     * @param label class of the image
     * @param answer class that was named
     */
    public void add(int label, int answer) {
        images[label]++;
        named[answer]++;
        if (label == answer) {
            right[label]++;
        } else {
            wrong.merge((long) label * images.length + answer, 1, Integer::sum);
        }
    }

    /** The number of images. */
    public long count() {
        return IntStream.range(0, images.length).mapToLong(c -> images[c]).sum();
    }

    /** The number of images whose class was named. */
    public long right() {
        return IntStream.range(0, right.length).mapToLong(c -> right[c]).sum();
    }

    /** The share of images whose class was named; not a number where there are none. */
    public double accuracy() {
        return (double) right() / count();
    }

    /** The share of the images of one class that were named so; not a number where it has none. */
    public double recall(int label) {
        return (double) right[label] / images[label];
    }

    /** The share of right answers among those that name one class; not a number where none does. */
    public double precision(int answer) {
        return (double) right[answer] / named[answer];
    }

    /** The number of images of one class. */
    public long images(int label) {
        return images[label];
    }

    /** The number of images of a class for which another, or the same, was named. */
    public long count(int label, int answer) {
        return label == answer ? right[label] : wrong.getOrDefault((long) label * images.length + answer, 0);
    }

    /** The mean of the recalls of the classes that have images. */
    public double balancedAccuracy() {
        return mean(c -> images[c] == 0 ? Double.NaN : recall(c));
    }

    /** The mean F1 score of the classes that have images or were named. */
    public double macroF1() {
        return mean(c -> 2.0 * right[c] / (images[c] + named[c]));
    }

    /** The mean over the classes for which there is a number. */
    private double mean(IntToDoubleFunction figure) {
        double sum = 0;
        int count = 0;
        for (int c = 0; c < images.length; c++) {
            double value = figure.applyAsDouble(c);
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    /** All kinds of mistakes, the most frequent first, equal ones by their classes. */
    public List<Mistake> mistakes() {
        return wrong.entrySet().stream()
                .map(e -> new Mistake(
                        (int) (e.getKey() / images.length), (int) (e.getKey() % images.length), e.getValue()))
                .sorted(Comparator.comparingInt((Mistake m) -> -m.images())
                        .thenComparingInt(Mistake::label)
                        .thenComparingInt(Mistake::answer))
                .toList();
    }
}
