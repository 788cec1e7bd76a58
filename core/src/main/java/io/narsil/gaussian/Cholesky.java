package io.narsil.gaussian;

/**
 * The Cholesky decomposition A = L L' of a symmetric positive definite matrix, with what the marginal likelihood needs
 * of it.
 *
 * <p>Every element is the result of the textbook's operations in the textbook's order, so its bits are those of a plain
 * loop. Four operations are done at a time, so that elements are fetched and stored a fourth as often. Of the inverse
 * only the lower triangle is computed.
 */
final class Cholesky {
    /** A pivot of at most this is nothing but rounding. */
    private static final double LEAST_PIVOT = 1e-10;

    /** L', row by row from the diagonal on; elements left of the diagonal are never read. */
    private final double[][] upper;

    private Cholesky(double[][] upper) {
        this.upper = upper;
    }

    /**
     * Decomposes a matrix in place: the array then belongs to the decomposition.
     *
     * @param a rows of the matrix (n, n); only what is on and right of the diagonal is read
     * @return null where the matrix is not positive definite, if by rounding alone
     */
    static Cholesky of(double[][] a) {
        int n = a.length;
        for (int q = 0; q < n; q++) {
            double[] row = a[q];
            int i = 0;
            for (; i + 3 < q; i += 4) {
                subtract(row, q, n, a[i][q], a[i], a[i + 1][q], a[i + 1], a[i + 2][q], a[i + 2], a[i + 3][q], a[i + 3]);
            }
            for (; i < q; i++) {
                subtract(row, q, n, a[i][q], a[i]);
            }
            if (row[q] <= LEAST_PIVOT) {
                return null;
            }
            row[q] = Math.sqrt(row[q]);
            double inverse = 1 / row[q];
            for (int p = q + 1; p < n; p++) {
                row[p] *= inverse;
            }
        }
        return new Cholesky(a);
    }

    /** An element of the diagonal of L. */
    double diagonal(int i) {
        return upper[i][i];
    }

    /** The x of A x = y. */
    double[] solve(double[] y) {
        int n = upper.length;
        double[] x = y.clone();
        for (int j = 0; j < n; j++) {
            x[j] /= upper[j][j];
            subtract(x, j + 1, n, x[j], upper[j]);
        }
        for (int j = n - 1; j >= 0; j--) {
            double[] row = upper[j];
            double value = x[j];
            for (int i = n - 1; i > j; i--) {
                value -= x[i] * row[i];
            }
            x[j] = value / row[j];
        }
        return x;
    }

    /** The lower triangle of the inverse of A, row by row (n rows of 1 to n elements). */
    double[][] lowerInverse() {
        int n = upper.length;
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            row[i] = 1;
            int j = 0;
            for (; j + 3 < i; j += 4) {
                double a = upper[j][i];
                double b = upper[j + 1][i];
                double c = upper[j + 2][i];
                double d = upper[j + 3][i];
                subtract(row, 0, j + 1, a, x[j], b, x[j + 1], c, x[j + 2], d, x[j + 3]);
                row[j + 1] = row[j + 1] - b * x[j + 1][j + 1] - c * x[j + 2][j + 1] - d * x[j + 3][j + 1];
                row[j + 2] = row[j + 2] - c * x[j + 2][j + 2] - d * x[j + 3][j + 2];
                row[j + 3] = row[j + 3] - d * x[j + 3][j + 3];
            }
            for (; j < i; j++) {
                subtract(row, 0, j + 1, upper[j][i], x[j]);
            }
            divide(row, upper[i][i]);
            x[i] = row;
        }
        for (int i = n - 1; i >= 0; i--) {
            double[] row = x[i];
            double[] factors = upper[i];
            int j = n - 1;
            for (; j - 3 > i; j -= 4) {
                subtract(
                        row,
                        0,
                        i + 1,
                        factors[j],
                        x[j],
                        factors[j - 1],
                        x[j - 1],
                        factors[j - 2],
                        x[j - 2],
                        factors[j - 3],
                        x[j - 3]);
            }
            for (; j > i; j--) {
                subtract(row, 0, i + 1, factors[j], x[j]);
            }
            divide(row, factors[i]);
        }
        return x;
    }

    private static void subtract(
            double[] from,
            int start,
            int end,
            double a,
            double[] x,
            double b,
            double[] y,
            double c,
            double[] z,
            double d,
            double[] w) {
        for (int p = start; p < end; p++) {
            from[p] = from[p] - a * x[p] - b * y[p] - c * z[p] - d * w[p];
        }
    }

    private static void subtract(double[] from, int start, int end, double a, double[] x) {
        for (int p = start; p < end; p++) {
            from[p] -= a * x[p];
        }
    }

    private static void divide(double[] row, double by) {
        for (int p = 0; p < row.length; p++) {
            row[p] /= by;
        }
    }
}
