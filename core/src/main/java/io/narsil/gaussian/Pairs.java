package io.narsil.gaussian;

/**
 * The distances of all pairs of points, which stay the same while hyperparameters are tuned. The pair i, j with j up to
 * i stands at i (i + 1) / 2 + j.
 *
 * @param choices squared distances in each parameter's columns (parameters, pairs)
 * @param statistics squared distances in all columns of statistics (pairs)
 * @param products dot products of statistics, divided by their number (pairs)
 */
record Pairs(int points, double[][] choices, double[] statistics, double[] products) {
    static Pairs of(Kernel kernel, Points x) {
        int n = x.count();
        int pairs = n * (n + 1) / 2;
        double[][] choices = new double[kernel.parameters()][pairs];
        double[] statistics = new double[pairs];
        double[] products = new double[pairs];
        int columns = x.choiceColumns();
        int known = kernel.statistics();
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int c = 0; c < columns; c++) {
                    double gap = x.choices()[i * columns + c] - x.choices()[j * columns + c];
                    choices[kernel.parameterOf()[c]][at] += gap * gap;
                }
                for (int c = 0; c < known; c++) {
                    double a = x.statistics()[i * known + c];
                    double b = x.statistics()[j * known + c];
                    statistics[at] += (a - b) * (a - b);
                    products[at] += a * b / known;
                }
                at++;
            }
        }
        return new Pairs(n, choices, statistics, products);
    }
}
