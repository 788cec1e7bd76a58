package io.narsil.gaussian;

import java.util.ArrayList;
import java.util.List;

/** The lower triangle of a Cholesky decomposition, which grows by a row for every point. */
final class Triangle {
    /** What rounding may leave of a variance that is nothing. */
    private static final double LEAST = 1e-12;

    private final List<double[]> rows = new ArrayList<>();

    Triangle() {}

    /** A copy that grows on its own. */
    Triangle(Triangle other) {
        rows.addAll(other.rows);
    }

    int size() {
        return rows.size();
    }

    /**
     * One more point.
     *
     * @param k its kernel with the points before it; the first {@link #size} values count
     * @param self its kernel with itself, noise included
     */
    void add(double[] k, double self) {
        int n = rows.size();
        double[] row = new double[n + 1];
        System.arraycopy(k, 0, row, 0, n);
        row[n] = Math.sqrt(Math.max(LEAST, self - forward(row)));
        rows.add(row);
    }

    /** Solves L v = k in place and returns v'v: what the points explain of a point's variance. */
    double forward(double[] k) {
        double square = 0;
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            double value = k[i];
            for (int j = 0; j < i; j++) {
                value -= row[j] * k[j];
            }
            k[i] = value / row[i];
            square += k[i] * k[i];
        }
        return square;
    }

    /** The same for many points side by side: k is (size, width), and the inner loop runs along the points. */
    double[] forward(double[][] k, int width) {
        double[] squares = new double[width];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            double[] value = k[i];
            for (int j = 0; j < i; j++) {
                double factor = row[j];
                double[] earlier = k[j];
                for (int c = 0; c < width; c++) {
                    value[c] -= factor * earlier[c];
                }
            }
            for (int c = 0; c < width; c++) {
                value[c] /= row[i];
                squares[c] += value[c] * value[c];
            }
        }
        return squares;
    }

    /** Solves L L' x = y. */
    double[] solve(double[] y) {
        double[] x = y.clone();
        forward(x);
        for (int i = x.length - 1; i >= 0; i--) {
            double[] row = rows.get(i);
            x[i] /= row[i];
            for (int j = 0; j < i; j++) {
                x[j] -= row[j] * x[i];
            }
        }
        return x;
    }
}
