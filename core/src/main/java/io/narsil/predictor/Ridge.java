package io.narsil.predictor;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Ridge regression on standardised columns, with the penalty that predicts best what is left out (Hoerl and Kennard 1970;
 * leaving one out in closed form: Allen 1974). Where no penalty predicts better than the mean, it is the mean.
 */
final class Ridge {
    /** Penalties to choose from, as shares of the mean eigenvalue; the last is the mean alone. */
    private static final double[] PENALTIES = {0.1, 0.3, 1, 3, 10, 30, 100, Double.POSITIVE_INFINITY};
    /** Fewer rows than these show a mean at most. */
    private static final int FEWEST = 6;
    /** Standard deviations from the mean beyond which nothing is extrapolated. */
    private static final double BORDER = 3;

    private final double[] centre;
    private final double[] scale;
    private final double[] weights;
    private final double mean;

    private Ridge(double[] centre, double[] scale, double[] weights, double mean) {
        this.centre = centre;
        this.scale = scale;
        this.weights = weights;
        this.mean = mean;
    }

    /**
     * Learns values of rows.
     *
     * @param rows rows of equal length, at least one; what is not a number counts as the column's mean
     * @param values value of each row
     */
    static Ridge fit(double[][] rows, double[] values) {
        int columns = rows[0].length;
        double[] centre = new double[columns];
        double[] scale = new double[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            double[] known = Arrays.stream(rows)
                    .mapToDouble(r -> r[column])
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            centre[c] = Arrays.stream(known).average().orElse(0);
            double middle = centre[c];
            double deviation = Math.sqrt(Arrays.stream(known)
                    .map(v -> (v - middle) * (v - middle))
                    .average()
                    .orElse(0));
            scale[c] = deviation > 1e-9 ? 1 / deviation : 0;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        Ridge centred = new Ridge(centre, scale, new double[columns], mean);
        return rows.length < FEWEST ? centred : centred.learn(rows, values);
    }

    private Ridge learn(double[][] rows, double[] values) {
        int n = rows.length;
        RealMatrix x =
                new Array2DRowRealMatrix(Arrays.stream(rows).map(this::standard).toArray(double[][]::new), false);
        double[] y = Arrays.stream(values).map(v -> v - mean).toArray();
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(x.multiplyTransposed(x));
        RealMatrix q = eigen.getV();
        double[] rotated = q.transpose().operate(y);
        double[] spectrum =
                Arrays.stream(eigen.getEigenvalues()).map(v -> Math.max(0, v)).toArray();
        double unit = Arrays.stream(spectrum).sum() / n;
        double best = Double.POSITIVE_INFINITY;
        double penalty = Double.POSITIVE_INFINITY;
        for (int p = PENALTIES.length - 1; p >= 0; p--) {
            double error = leftOut(q, rotated, spectrum, PENALTIES[p] * unit, y);
            if (error < best) {
                best = error;
                penalty = PENALTIES[p] * unit;
            }
        }
        double[] dual = new double[n];
        for (int e = 0; e < n; e++) {
            dual[e] = unit == 0 ? 0 : rotated[e] / (spectrum[e] + penalty);
        }
        return new Ridge(centre, scale, x.transpose().operate(q.operate(dual)), mean);
    }

    /** The squared error of each row, predicted by all others; the mean is learned anew as well. */
    private static double leftOut(RealMatrix q, double[] rotated, double[] spectrum, double penalty, double[] y) {
        int n = y.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double fitted = 0;
            double leverage = 1.0 / n;
            for (int e = 0; e < n; e++) {
                double share = Double.isInfinite(penalty) || spectrum[e] + penalty == 0
                        ? 0
                        : spectrum[e] / (spectrum[e] + penalty);
                fitted += q.getEntry(i, e) * share * rotated[e];
                leverage += q.getEntry(i, e) * q.getEntry(i, e) * share;
            }
            double error = (y[i] - fitted) / Math.max(1e-6, 1 - leverage);
            sum += error * error;
        }
        return sum;
    }

    /** Far outside of what was learned from, a column counts as if it stood at the border. */
    private double[] standard(double[] row) {
        double[] standard = new double[row.length];
        for (int c = 0; c < row.length; c++) {
            double place = Double.isNaN(row[c]) ? 0 : (row[c] - centre[c]) * scale[c];
            standard[c] = Math.max(-BORDER, Math.min(BORDER, place));
        }
        return standard;
    }

    double predict(double[] row) {
        double[] standard = standard(row);
        double value = mean;
        for (int c = 0; c < row.length; c++) {
            value += weights[c] * standard[c];
        }
        return value;
    }
}
