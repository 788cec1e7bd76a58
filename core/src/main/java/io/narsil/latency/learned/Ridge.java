package io.narsil.latency.learned;

/**
 * Ridge regression (Hoerl and Kennard 1970) with weighted rows: columns are brought to mean 0 and standard deviation 1, and the
 * penalty is the one of least generalised cross-validation error (Golub, Heath and Wahba 1979) among a few.
 *
 * <p>Only sums, products and square roots in a fixed order, so that every machine gives the same bits.
 *
 * @param penalty chosen penalty, as a share of the rows' number
 * @param means mean of each column
 * @param weights change of the target with one unit of each column; 0 where the column never varied
 * @param intercept target where every column stands at its mean
 */
record Ridge(double penalty, double[] means, double[] weights, double intercept) {
    static final double[] PENALTIES = {1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
    /** A standard deviation too small, beside the mean, to be more than rounding. */
    private static final double NOTHING = 1e-9;

    /**
     * The regression of targets on rows, at least two.
     *
     * @param importance weight of each row's squared error, above 0
     */
    static Ridge fit(double[][] rows, double[] targets, double[] importance) {
        int n = rows.length;
        int columns = rows[0].length;
        double total = 0;
        for (double w : importance) {
            total += w;
        }
        double[] means = new double[columns];
        double intercept = 0;
        for (int i = 0; i < n; i++) {
            double share = importance[i] / total;
            intercept += share * targets[i];
            for (int c = 0; c < columns; c++) {
                means[c] += share * rows[i][c];
            }
        }
        double[] deviations = new double[columns];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < columns; c++) {
                double off = rows[i][c] - means[c];
                deviations[c] += importance[i] / total * off * off;
            }
        }
        double[][] x = new double[n][columns];
        double[] y = new double[n];
        for (int c = 0; c < columns; c++) {
            double deviation = Math.sqrt(deviations[c]);
            deviations[c] = deviation > NOTHING * (1 + Math.abs(means[c])) ? deviation : 0;
        }
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(importance[i] * n / total);
            y[i] = root * (targets[i] - intercept);
            for (int c = 0; c < columns; c++) {
                x[i][c] = deviations[c] == 0 ? 0 : root * (rows[i][c] - means[c]) / deviations[c];
            }
        }
        return solve(x, y, means, deviations, intercept);
    }

    private static Ridge solve(double[][] x, double[] y, double[] means, double[] deviations, double intercept) {
        NormalEquations equations = new NormalEquations(x, y);
        double[] best = new double[means.length];
        double least = Double.POSITIVE_INFINITY;
        double chosen = 0;
        for (double penalty : PENALTIES) {
            NormalEquations.Solution solution = equations.solve(penalty * y.length);
            if (solution.error() < least) {
                least = solution.error();
                best = solution.weights();
                chosen = penalty;
            }
        }
        for (int c = 0; c < best.length; c++) {
            best[c] = deviations[c] == 0 ? 0 : best[c] / deviations[c];
        }
        return new Ridge(chosen, means, best, intercept);
    }

    /** The target that is expected of a row. */
    double predict(double[] row) {
        double sum = intercept;
        for (int c = 0; c < row.length; c++) {
            sum += weights[c] * (row[c] - means[c]);
        }
        return sum;
    }
}
