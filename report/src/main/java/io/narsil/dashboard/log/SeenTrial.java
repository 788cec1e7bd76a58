package io.narsil.dashboard.log;

import io.narsil.network.Cost;
import io.narsil.recipe.Recipe;
import io.narsil.report.part.FrontGrowth;
import io.narsil.report.part.RungView;
import io.narsil.study.table.TrialRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is known of one trial so far, in few bytes: there may be a hundred thousand. */
final class SeenTrial {
    private static final int MOST_EPOCHS = 10_000;
    /** A kill costs the log a line or two; a log that leaves out more would need more memory than it has bytes. */
    private static final int MOST_MISSING = 100;

    /** The setting of a recipe. */
    static final String TRAINING_SIZE = "training_size";

    private static final double[] NOTHING = {};

    int id;
    String kind = "";
    int round;
    String budget = "";
    String why = "";
    String status = "chosen";
    String reason = "";
    int epochs;
    /** Number of the trial that it goes on with, or -1. */
    int continues = -1;

    int before;
    long macs;
    long params;
    long activations;
    long memory;
    long latency;

    /** The share of its resolution that images have in training, as it is written; empty for all of it. */
    String trainingSize = "";
    /** Side of the images that its network takes, or 0 for that of the run's images. */
    int resolution;
    /** Share of its activations that it has in training. */
    private double share = 1;

    double predicted = Double.NaN;
    double deviation = Double.NaN;
    double test = Double.NaN;
    double seconds;
    /** Seconds that the search had taken when it was over; no number where the log does not tell. */
    double ended = Double.NaN;

    /** Where its candidate stands in the log, or -1. */
    long candidateAt = -1;

    int candidateLength;
    /** What the store knows of a trial of which the log does not; null for all others. */
    TrialRow row;

    private int over;
    private double[] scores = NOTHING;
    private double[] losses = NOTHING;

    SeenTrial(int id) {
        this.id = id;
    }

    int over() {
        return over;
    }

    boolean open() {
        return status.equals("chosen") || status.equals("running");
    }

    /** Whether the search has found it and it is over. */
    boolean found() {
        return !open() && !kind.equals("hand") && !kind.equals("baseline");
    }

    /** Whether the search has chosen it, over or not. */
    boolean searched() {
        return kind.equals("round") || kind.equals("finalist");
    }

    /** Takes an epoch once: a worker that goes on reports those before it again. Whether it is new. */
    boolean epoch(int epoch, double loss, double score, double took) {
        if (epoch <= over || epoch > over + MOST_MISSING || epoch > MOST_EPOCHS) {
            return false;
        }
        if (epoch > scores.length) {
            int length = Math.max(epoch, Math.min(Math.max(epochs, epoch), 2 * epoch + 2));
            int was = scores.length;
            scores = Arrays.copyOf(scores, length);
            losses = Arrays.copyOf(losses, length);
            Arrays.fill(scores, was, length, Double.NaN);
            Arrays.fill(losses, was, length, Double.NaN);
        }
        scores[epoch - 1] = score;
        losses[epoch - 1] = loss;
        over = epoch;
        seconds += took;
        return true;
    }

    /**
     * Reckons with images of so many pixels a side.
     *
     * @param pixels side of the run's images
     */
    void of(int pixels) {
        int side = resolution > 0 ? resolution : pixels;
        share = trainingSize.isEmpty() || side <= 0
                ? 1
                : Recipe.shareInTraining(Map.of(TRAINING_SIZE, trainingSize), side);
    }

    /** The work of an epoch: activations in training. */
    double work() {
        return activations * share;
    }

    /** A resolution as a candidate has it; 0 where it is no number of pixels. */
    static int side(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** Takes all of it from the store, which knows what a kill kept from the log. */
    void take(TrialRow now) {
        kind = now.kind().key();
        round = now.round() == null ? round : now.round() - 1;
        budget = now.budget();
        why = now.why();
        status = now.status();
        reason = now.reason() == null ? "" : now.reason();
        epochs = now.epochs();
        continues = now.continues() == null ? -1 : now.continues();
        before = now.continuesAfter() == null ? 0 : now.continuesAfter();
        macs = now.cost().macs();
        params = now.cost().params();
        activations = now.cost().activations();
        memory = now.cost().memory();
        latency = now.cost().latency();
        trainingSize = now.recipe().getOrDefault(TRAINING_SIZE, "");
        resolution = side(now.architecture().getOrDefault("resolution", "0"));
        predicted = now.predicted() == null ? Double.NaN : now.predicted();
        deviation = now.deviation() == null ? Double.NaN : now.deviation();
        test = now.testScore() == null ? Double.NaN : now.testScore();
        for (int epoch = over + 1; epoch <= now.scores().size(); epoch++) {
            epoch(epoch, now.losses().get(epoch - 1), now.scores().get(epoch - 1), 0);
        }
        seconds = now.seconds();
        if (candidateAt < 0) {
            row = now;
        }
    }

    /** What a front needs of a trial that is over. */
    FrontGrowth.Trained trained() {
        Cost cost = new Cost(macs, 0, params, 0, activations, memory, latency);
        // Who goes on has the epochs of the trial before, which were counted there.
        return new FrontGrowth.Trained(
                id, kind, cost, status.equals("done") ? score() : Double.NaN, Math.max(0, over - before), ended);
    }

    /** What the chart of rungs needs of it. */
    RungView.Climber climber() {
        return new RungView.Climber(
                id,
                kind,
                budget,
                round + 1,
                status,
                epochs,
                continues,
                predicted,
                epoch -> epoch > over ? Double.NaN : scores[epoch - 1]);
    }

    double score() {
        return over == 0 ? Double.NaN : scores[over - 1];
    }

    List<Double> scores() {
        return curve(scores);
    }

    List<Double> losses() {
        return curve(losses);
    }

    private List<Double> curve(double[] values) {
        List<Double> curve = new ArrayList<>();
        for (int i = 0; i < over; i++) {
            curve.add(TrialFacts.number(values[i]));
        }
        return curve;
    }
}
