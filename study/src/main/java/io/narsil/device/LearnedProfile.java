package io.narsil.device;

import io.narsil.config.Words;
import io.narsil.latency.learned.HeldOut;
import io.narsil.latency.learned.LatencyKind;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.latency.learned.TimedCandidate;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model of latency was learned from, where networks were timed by somebody else or the model is no sum over operations.
 * The model itself is not kept: it follows from these candidates.
 *
 * @param table name of the table that the times are from; empty where Narsil measured them, here or by a kit
 * @param column column of the table with the times, and their unit; empty where there is no table
 * @param model kind of the model
 * @param folds number of parts that the candidates were held out in
 * @param meanMilliseconds mean error on candidates held out
 * @param meanShare mean relative error on candidates held out
 * @param rankCorrelation Spearman's correlation of predicted and measured on candidates held out
 * @param guessMilliseconds mean error of always saying the mean
 * @param tried models of all kinds with their errors, the best first
 * @param candidates candidates that the model is learned from, with their times
 */
public record LearnedProfile(
        String table,
        String column,
        String model,
        int folds,
        double meanMilliseconds,
        double meanShare,
        double rankCorrelation,
        double guessMilliseconds,
        List<Tried> tried,
        List<Row> candidates) {
    private static final double LEAST_CORRELATION = 0.5;
    private static final double MOST_SHARE = 0.25;

    /** A kind of model and its errors on candidates held out. */
    public record Tried(String model, double meanMilliseconds, double meanShare, double rankCorrelation) {
        /** The kind's name for a person. */
        public String words() {
            return Words.find(LatencyKind.class, model).map(LatencyKind::words).orElse(model);
        }
    }

    /**
     * A candidate that was timed.
     *
     * @param choices number of each parameter's value, from 0, in the space's order
     */
    public record Row(String choices, double milliseconds) {}

    /** What was learned, for a profile. */
    static LearnedProfile of(LearnedLatency learned, String table, String column) {
        HeldOut best = learned.best();
        return new LearnedProfile(
                table,
                column,
                best.kind().key(),
                HeldOut.FOLDS,
                best.meanMilliseconds(),
                best.meanShare(),
                best.rankCorrelation(),
                learned.guessing(),
                learned.tried().stream()
                        .map(h -> new Tried(h.kind().key(), h.meanMilliseconds(), h.meanShare(), h.rankCorrelation()))
                        .toList(),
                learned.rows().stream()
                        .map(r -> new Row(CandidateText.write(r.candidate()), r.milliseconds()))
                        .toList());
    }

    /** Whether the times are from a table of a user. */
    public boolean fromTable() {
        return !table.isEmpty();
    }

    /** Whether a budget may rest on the model: it must rank, be nearer than the mean, and not far off. */
    boolean passed() {
        return meanMilliseconds < guessMilliseconds
                && meanShare <= MOST_SHARE
                && rankCorrelation >= LEAST_CORRELATION;
    }

    /** What is wrong with a model that did not pass. */
    String failure() {
        return String.format(
                Locale.ROOT,
                "on networks held out its mean error is %.3g ms (%.3g ms for always saying the mean) or %.0f %% (at most"
                        + " %.0f %%), and its rank correlation %.2f (at least %.1f)",
                meanMilliseconds,
                guessMilliseconds,
                100 * meanShare,
                100 * MOST_SHARE,
                rankCorrelation,
                LEAST_CORRELATION);
    }

    /** The kind of the model; nothing where the file names none that there is. */
    public Optional<LatencyKind> kind() {
        return Words.find(LatencyKind.class, model);
    }

    /** Whether nothing that needs no space to be checked is wrong. */
    boolean sound() {
        return kind().isPresent()
                && candidates.size() >= LearnedLatency.FEWEST
                && candidates.stream().allMatch(r -> r.milliseconds > 0 && r.milliseconds < 1e9);
    }

    /** The problem with the latencies of this model; nothing where the candidates are not the space's. */
    Optional<Problem> timed(Problem plain, double margin) {
        List<TimedCandidate> rows = new ArrayList<>();
        for (Row row : candidates) {
            Optional<Candidate> candidate = CandidateText.read(row.choices, plain.space());
            if (candidate.isEmpty()) {
                return Optional.empty();
            }
            rows.add(new TimedCandidate(candidate.get(), row.milliseconds));
        }
        return Optional.of(plain.timedBy(LearnedLatency.model(kind().orElseThrow(), rows, margin, plain)));
    }
}
