package io.narsil.study.trial;

import io.narsil.search.TrialResult;
import io.narsil.store.EpochRecord;
import io.narsil.task.Guessing;
import java.util.List;
import java.util.Locale;

/**
 * Tells a training that learned nothing from one that did: whoever trains can only say that it came to its end.
 *
 * @param guessing score and loss that can be had on the validation images without looking at them
 * @param score name of the score, as people read it
 */
public record Verdict(Guessing guessing, String score) {
    /**
     * The result of a trial that was told {@code trained}, with its whole curve. It has diverged where it never did better
     * than guessing on the validation images, nor in the end on those it was trained on.
     */
    public TrialResult of(TrialResult trained, List<EpochRecord> epochs) {
        List<Double> scores = epochs.stream().map(EpochRecord::score).toList();
        double best = scores.stream().mapToDouble(a -> a).max().orElse(1);
        double loss = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).loss();
        if (trained.done() && best <= guessing.lucky() && loss >= guessing.loss()) {
            String reason = String.format(
                    Locale.ROOT,
                    "the %s never left chance: it was %.1f %% at best, and guessing reaches %.1f %%; the loss, %.2f, is no"
                            + " better than the %.2f of guessing",
                    score,
                    100 * best,
                    100 * guessing.lucky(),
                    loss,
                    guessing.loss());
            return new TrialResult(trained.trial(), TrialResult.Status.DIVERGED, scores, trained.testScore(), reason);
        }
        return new TrialResult(trained.trial(), trained.status(), scores, trained.testScore(), trained.reason());
    }
}
