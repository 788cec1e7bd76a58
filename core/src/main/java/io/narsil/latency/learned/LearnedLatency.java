package io.narsil.latency.learned;

import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.space.WholeLatency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The latency of a space's candidates, learned from some of them by the kind of model that is right most often on others.
 *
 * @param rows candidates that were timed, in an order that depends on them alone
 * @param tried kinds of models with their errors, the best first
 */
public record LearnedLatency(List<TimedCandidate> rows, List<HeldOut> tried) {
    /** The least number of candidates that anything is learned from. */
    public static final int FEWEST = 30;

    /** A sum over operations also knows what was never measured; another kind must do better than this share of its error. */
    private static final double CLEARLY = 0.9;

    /** Predictions below this share of the quickest candidate's time are taken for it. */
    private static final double LEAST = 0.5;

    /** Tries all kinds of models on at least {@link #FEWEST} different candidates. */
    public static LearnedLatency of(List<TimedCandidate> timed, Problem problem) {
        List<TimedCandidate> rows = ordered(timed);
        List<HeldOut> tried = new ArrayList<>(Arrays.stream(LatencyKind.values())
                .parallel()
                .map(kind -> HeldOut.of(kind, rows, problem))
                .toList());
        tried.sort(Comparator.comparingDouble(h -> h.meanShare() * (h.kind() == LatencyKind.OPERATIONS ? CLEARLY : 1)));
        return new LearnedLatency(rows, List.copyOf(tried));
    }

    /** The order of their genes, so that nothing depends on the order in which they were timed. */
    private static List<TimedCandidate> ordered(List<TimedCandidate> timed) {
        return timed.stream()
                .sorted((a, b) ->
                        Arrays.compare(a.candidate().genes(), b.candidate().genes()))
                .toList();
    }

    /** The kind of model that was right most often, and how it did. */
    public HeldOut best() {
        return tried.get(0);
    }

    /** The mean error of somebody who always says the mean of the others, in milliseconds. */
    public double guessing() {
        double sum = rows.stream().mapToDouble(TimedCandidate::milliseconds).sum();
        return rows.stream()
                .mapToDouble(r -> Math.abs((sum - r.milliseconds()) / (rows.size() - 1) - r.milliseconds()))
                .average()
                .orElseThrow();
    }

    /** The model of one kind, learned from candidates that were timed. */
    public static WholeLatency model(LatencyKind kind, List<TimedCandidate> timed, double margin, Problem problem) {
        List<TimedCandidate> rows = ordered(timed);
        ToDoubleFunction<Candidate> model = kind.fit(rows, problem);
        double least = least(rows);
        return new WholeLatency() {
            @Override
            public long bound(int[] genes) {
                double milliseconds = model.applyAsDouble(problem.space().candidate(genes));
                return (long) Math.ceil(1e6 * Math.max(least, milliseconds) * (1 + margin));
            }

            @Override
            public double margin() {
                return margin;
            }
        };
    }

    static double least(List<TimedCandidate> rows) {
        return LEAST
                * rows.stream().mapToDouble(TimedCandidate::milliseconds).min().orElseThrow();
    }
}
