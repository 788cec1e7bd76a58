package io.narsil.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lower triangle L of a Cholesky decomposition, to which each new point adds a row. */
final class Triangle {
    /** The least variance of a point; rounding could make a variance of zero negative. */
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
     * Adds points. The inner loops run along them.
     *
     * @param k kernel (size + points, points) of each new point with those before and with the new ones before it;
     *     destroyed
     * @param selves kernel of each new point with itself, noise included
     */
    void add(double[][] k, double[] selves) {
        int before = rows.size();
        double[] squares = new double[selves.length];
        for (int i = 0; i < before; i++) {
            forward(k, i, 0, squares);
        }
        for (int c = 0; c < selves.length; c++) {
            double[] row = new double[before + c + 1];
            for (int j = 0; j < before + c; j++) {
                row[j] = k[j][c];
            }
            row[before + c] = Math.sqrt(Math.max(LEAST, selves[c] - squares[c]));
            rows.add(row);
            forward(k, before + c, c + 1, squares);
        }
    }

    /**
     * Adds a point whose row is known but for the diagonal.
     *
     * @param v solution of L v = k for its kernel with the points before
     * @param square v'v
     * @param self kernel with itself, noise included
     */
    void add(double[] v, double square, double self) {
        double[] row = Arrays.copyOf(v, v.length + 1);
        row[v.length] = Math.sqrt(Math.max(LEAST, self - square));
        rows.add(row);
    }

    /**
     * Solves L v = k for many points side by side and in place, with the first rows of L only.
     *
     * @param k kernel (rows, points)
     * @param count number of rows
     * @return v'v of each point: what the first observations explain of its variance
     */
    double[] forward(double[][] k, int count) {
        double[] squares = new double[count == 0 ? 0 : k[0].length];
        for (int i = 0; i < count; i++) {
            forward(k, i, 0, squares);
        }
        return squares;
    }

    /** Computes element {@code i} of the solution v of each point, from the point at {@code start} on. */
    private void forward(double[][] k, int i, int start, double[] squares) {
        double[] row = rows.get(i);
        double[] value = k[i];
        int end = value.length;
        int j = 0;
        for (; j + 3 < i; j += 4) {
            subtract(value, start, end, row, j, k[j], k[j + 1], k[j + 2], k[j + 3]);
        }
        for (; j < i; j++) {
            double factor = row[j];
            double[] earlier = k[j];
            for (int c = start; c < end; c++) {
                value[c] -= factor * earlier[c];
            }
        }
        for (int c = start; c < end; c++) {
            value[c] /= row[i];
            squares[c] += value[c] * value[c];
        }
    }

    /** Subtracts four products at a time, one after the other, so that values are stored a fourth as often. */
    private static void subtract(
            double[] from, int start, int end, double[] row, int j, double[] x, double[] y, double[] z, double[] w) {
        double a = row[j];
        double b = row[j + 1];
        double c = row[j + 2];
        double d = row[j + 3];
        for (int p = start; p < end; p++) {
            from[p] = from[p] - a * x[p] - b * y[p] - c * z[p] - d * w[p];
        }
    }

    /**
     * The next element of a point's v, after another point was added to L.
     *
     * @param k kernel of the point with the one at {@code i}
     * @param v elements before
     */
    double next(int i, double k, double[] v) {
        double[] row = rows.get(i);
        double value = k;
        for (int j = 0; j < i; j++) {
            value -= row[j] * v[j];
        }
        return value / row[i];
    }

    /** Solves L L' x = y. */
    double[] solve(double[] y) {
        double[] x = y.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = next(i, x[i], x);
        }
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
