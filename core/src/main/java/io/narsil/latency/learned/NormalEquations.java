package io.narsil.latency.learned;

/** The normal equations of a ridge regression of centred rows and targets. */
final class NormalEquations {
    private final double[][] x;
    private final double[] y;
    private final double[][] gram;
    private final double[] right;

    NormalEquations(double[][] x, double[] y) {
        this.x = x;
        this.y = y;
        int columns = x[0].length;
        gram = new double[columns][columns];
        right = new double[columns];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < columns; j++) {
                double value = x[i][j];
                right[j] += value * y[i];
                for (int k = 0; value != 0 && k <= j; k++) {
                    gram[j][k] += value * x[i][k];
                }
            }
        }
    }

    /**
     * A solution.
     *
     * @param error generalised cross-validation error: squared residuals over the square of the degrees of freedom left
     */
    record Solution(double[] weights, double error) {}

    /** The weights of the least squared error plus {@code penalty} times their squares. */
    Solution solve(double penalty) {
        int columns = right.length;
        double[][] lower = cholesky(penalty);
        double[] weights = right.clone();
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < j; k++) {
                weights[j] -= lower[j][k] * weights[k];
            }
            weights[j] /= lower[j][j];
        }
        for (int j = columns - 1; j >= 0; j--) {
            for (int k = j + 1; k < columns; k++) {
                weights[j] -= lower[k][j] * weights[k];
            }
            weights[j] /= lower[j][j];
        }
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            double residual = y[i];
            for (int j = 0; j < columns; j++) {
                residual -= weights[j] * x[i][j];
            }
            squares += residual * residual;
        }
        // The trace of the hat matrix, with one degree of freedom more for the mean.
        double left = y.length - 1 - (columns - penalty * traceOfInverse(lower));
        return new Solution(weights, left > 0 ? squares / (left * left) : Double.POSITIVE_INFINITY);
    }

    private double[][] cholesky(double penalty) {
        double[][] lower = new double[right.length][];
        for (int j = 0; j < lower.length; j++) {
            lower[j] = new double[j + 1];
            for (int k = 0; k <= j; k++) {
                double value = gram[j][k] + (j == k ? penalty : 0);
                for (int m = 0; m < k; m++) {
                    value -= lower[j][m] * lower[k][m];
                }
                lower[j][k] = j == k ? Math.sqrt(value) : value / lower[k][k];
            }
        }
        return lower;
    }

    /** The sum of the squares of the inverse triangle's elements, column by column. */
    private static double traceOfInverse(double[][] lower) {
        double trace = 0;
        double[] column = new double[lower.length];
        for (int c = 0; c < lower.length; c++) {
            for (int j = c; j < lower.length; j++) {
                double value = j == c ? 1 : 0;
                for (int k = c; k < j; k++) {
                    value -= lower[j][k] * column[k];
                }
                column[j] = value / lower[j][j];
                trace += column[j] * column[j];
            }
        }
        return trace;
    }
}
