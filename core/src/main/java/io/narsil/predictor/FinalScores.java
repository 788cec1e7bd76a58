package io.narsil.predictor;

import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predicts from the beginning of a training what it will come to.
 *
 * <p>From one rung to the next the logarithm of the error falls by a mean, by a part that follows the curve so far (how low
 * it is and how steeply it fell last), and by a part that the candidate's choices explain: strong regularisation looks worse
 * early than it is. {@link Ridge} learns these parts from the trainings that are farther, and leaves out what they do
 * not show. A rung that no training has left adds nothing.
 */
public final class FinalScores {
    /** What is added to errors, so that none is 0. */
    private static final double LEAST = 1e-3;
    /** Columns of the curve: its error and its last slope. */
    private static final int CURVE = 2;

    private final List<Integer> levels;
    private final Choices choices;
    /** From each rung to the next, as far up as anybody has come. */
    private final List<Ridge> falls = new ArrayList<>();

    /**
     * The beginning of a training, or all of it.
     *
     * @param scores scores after each epoch from the first on, 0..1
     */
    public record Curve(Candidate candidate, List<Double> scores) {
        public Curve {
            scores = List.copyOf(scores);
        }
    }

    /**
     * Learns from trainings, of which some are farther than others.
     *
     * @param curves trainings, each at least as long as the first rung; at least one
     * @param levels rungs and the whole length, in epochs, growing
     */
    public FinalScores(List<Curve> curves, List<Integer> levels) {
        this.levels = List.copyOf(levels);
        this.choices = new Choices(curves.get(0).candidate().space(), true);
        int longest = curves.stream().mapToInt(c -> c.scores().size()).max().orElseThrow();
        for (int level = 0; level + 1 < levels.size() && levels.get(level + 1) <= longest; level++) {
            int next = levels.get(level + 1);
            List<Curve> farther =
                    curves.stream().filter(c -> c.scores().size() >= next).toList();
            falls.add(fall(farther, levels.get(level), next));
        }
    }

    private Ridge fall(List<Curve> curves, int from, int to) {
        double[][] rows = curves.stream()
                .map(c -> row(c.candidate(), error(c, from), slope(c, from)))
                .toArray(double[][]::new);
        return Ridge.fit(
                rows,
                curves.stream().mapToDouble(c -> error(c, to) - error(c, from)).toArray());
    }

    /** The score of a training at its end: the score that it has there, or the one that it is expected to have. */
    public double of(Curve curve) {
        int level = level(curve);
        int epochs = levels.get(level);
        double error = error(curve, epochs);
        double slope = slope(curve, epochs);
        for (int at = level; at < falls.size(); at++) {
            error += falls.get(at).predict(row(curve.candidate(), error, slope));
            // How steep it will be there is not known.
            slope = Double.NaN;
        }
        // What few trainings show may lead beyond what a score can be.
        return Math.max(0, Math.min(1, 1 + LEAST - StrictMath.exp(error)));
    }

    /** The highest rung that a training has reached. */
    private int level(Curve curve) {
        return IntStream.range(0, levels.size())
                .filter(l -> levels.get(l) <= curve.scores().size())
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a training before its first rung"));
    }

    private double[] row(Candidate candidate, double error, double slope) {
        double[] row = new double[CURVE + choices.width()];
        row[0] = error;
        row[1] = slope;
        choices.write(candidate, row, CURVE);
        return row;
    }

    private static double error(Curve curve, int epoch) {
        return StrictMath.log(LEAST + 1 - curve.scores().get(epoch - 1));
    }

    /** The fall of the last third of the epochs against the logarithm of their number; unknown after a single epoch. */
    private static double slope(Curve curve, int epoch) {
        int before = epoch - Math.max(1, epoch / 3);
        return before == 0
                ? Double.NaN
                : (error(curve, epoch) - error(curve, before)) / StrictMath.log((double) epoch / before);
    }
}
