package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.search.TrialResult;
import io.narsil.store.EpochRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells a training that learned from one that did not, though its loss stayed a number.
 *
 * @param classes of the images
 * @param guessing the accuracy that can be had without looking at the images
 */
record Verdict(int classes, double guessing) {
    /** The verdict on trainings of a data set. */
    static Verdict of(DataSet data) {
        return new Verdict(data.classes().size(), guessing(data.validation()));
    }

    /** What always naming the commonest class reaches, and one standard deviation of luck. */
    private static double guessing(ImageSet images) {
        int[] counts = new int[Arrays.stream(images.labels()).max().orElse(0) + 1];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);
        double share = (double) Arrays.stream(counts).max().orElse(0) / images.count();
        return share + Math.sqrt(share * (1 - share) / images.count());
    }

    /**
     * The result of a trial that was told {@code trained}, with its whole curve. It has diverged where it never did better than guessing on the validation images, nor in the
     * end on those it was trained on.
     */
    TrialResult of(TrialResult trained, List<EpochRecord> epochs) {
        List<Double> accuracies = epochs.stream().map(EpochRecord::score).toList();
        double best = accuracies.stream().mapToDouble(a -> a).max().orElse(1);
        double loss = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).loss();
        double guessed = Math.log(classes);
        if (trained.done() && best <= guessing && loss >= guessed) {
            String reason = String.format(
                    Locale.ROOT,
                    "the accuracy never left chance: it was %.1f %% at best, and guessing reaches %.1f %%; the loss, %.2f, is no"
                            + " better than the %.2f of guessing",
                    100 * best,
                    100 * guessing,
                    loss,
                    guessed);
            return new TrialResult(
                    trained.trial(), TrialResult.Status.DIVERGED, accuracies, trained.testScore(), reason);
        }
        return new TrialResult(trained.trial(), trained.status(), accuracies, trained.testScore(), trained.reason());
    }
}
