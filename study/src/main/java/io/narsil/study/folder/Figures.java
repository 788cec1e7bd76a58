package io.narsil.study.folder;

import io.narsil.json.MayBeNull;
import io.narsil.task.Confusion;
import io.narsil.task.Interval;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a trained network answers to the images of one part.
 *
 * @param interval interval of 95 % of the accuracy
 * @param balancedAccuracy mean of the recalls of all classes
 * @param macroF1 mean of the F1 scores of all classes
 * @param recall share of each class's images that were named so, in the order of the classes; null for one without images
 * @param mistakes kinds of mistakes, the most frequent first, no more than 20
 */
public record Figures(
        double accuracy,
        Interval interval,
        double balancedAccuracy,
        double macroF1,
        @MayBeNull List<Double> recall,
        List<Mistake> mistakes) {
    private static final int MOST_MISTAKES = 20;

    public Figures {
        // Values may be null, which List.copyOf refuses.
        recall = Collections.unmodifiableList(recall);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * A kind of mistake.
     *
     * @param label class of the images
     * @param answer class that was named for them
     * @param images number of images
     */
    public record Mistake(String label, String answer, int images) {}

    /** The figures of answers; null where there are none. */
    static Figures of(Confusion answers, List<String> classes) {
        if (answers.count() == 0) {
            return null;
        }
        Double[] recall = new Double[classes.size()];
        Arrays.setAll(recall, c -> Double.isNaN(answers.recall(c)) ? null : (Double) answers.recall(c));
        return new Figures(
                answers.accuracy(),
                Interval.of(answers.right(), answers.count()),
                answers.balancedAccuracy(),
                answers.macroF1(),
                Arrays.asList(recall),
                answers.mistakes().stream()
                        .limit(MOST_MISTAKES)
                        .map(m -> new Mistake(classes.get(m.label()), classes.get(m.answer()), m.images()))
                        .toList());
    }

    /** Whether these are of so many classes, of which one at least has images. */
    boolean counts(int classes) {
        return recall.size() == classes && recall.stream().anyMatch(Objects::nonNull);
    }

    /** The number of the class of the lowest recall, the first of equals. */
    public int worst() {
        return IntStream.range(0, recall.size())
                .filter(c -> recall.get(c) != null)
                .reduce((a, b) -> recall.get(b) < recall.get(a) ? b : a)
                .orElseThrow();
    }
}
