package io.narsil.report;

import io.narsil.search.Trial;
import io.narsil.store.StoredTrial;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.stat.correlation.KendallsCorrelation;

/**
 * A round's predictions beside what came.
 *
 * @param round number of the round, from 1
 * @param trials number of trials that were predicted and have an accuracy
 * @param tau Kendall's rank correlation; null for fewer than three trials, or where all are alike
 */
record Round(int round, int trials, Double tau) {
    private static final int FEWEST = 3;

    /** The rounds of a run, in order. */
    static List<Round> of(List<StoredTrial> trials) {
        return rounds(trials)
                .map(t -> t.trial().round())
                .distinct()
                .sorted()
                .map(round -> of(round, trials))
                .toList();
    }

    private static Round of(int round, List<StoredTrial> trials) {
        List<StoredTrial> judged = rounds(trials)
                .filter(t -> t.trial().round() == round)
                .filter(t -> t.prediction().isPresent() && !t.epochs().isEmpty())
                .toList();
        return new Round(round + 1, judged.size(), judged.size() < FEWEST ? null : tau(judged));
    }

    private static Stream<StoredTrial> rounds(List<StoredTrial> trials) {
        // Who goes on was predicted when it began.
        return trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.ROUND
                        && t.trial().continued().isEmpty());
    }

    private static Double tau(List<StoredTrial> trials) {
        double tau = new KendallsCorrelation()
                .correlation(
                        trials.stream()
                                .mapToDouble(t -> t.prediction().orElseThrow().mean())
                                .toArray(),
                        trials.stream()
                                .map(StoredTrial::scores)
                                .mapToDouble(curve -> curve.get(curve.size() - 1))
                                .toArray());
        return Double.isFinite(tau) ? tau : null;
    }
}
