package io.narsil.gaussian;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * How badly hyperparameters explain the targets: the negative logarithm of the marginal likelihood (Rasmussen and
 * Williams 2006, equations 5.8 and 5.9) and of the prior, with its gradient.
 */
final class Evidence implements Rprop.Function {
    private final Kernel kernel;
    private final Pairs pairs;
    private final double[] targets;
    private final double[] priorMean;
    private final double[] priorDeviation;

    Evidence(Kernel kernel, Points x, double[] targets) {
        this.kernel = kernel;
        this.pairs = Pairs.of(kernel, x);
        this.targets = targets.clone();
        this.priorMean = kernel.priorMean();
        this.priorDeviation = kernel.priorDeviation();
    }

    @Override
    public double at(double[] logarithms, double[] gradient) {
        Kernel.Values v = kernel.values(logarithms);
        int n = pairs.points();
        int count = n * (n + 1) / 2;
        double[] byChoices = new double[count];
        double[] byStatistics = new double[count];
        for (int g = 0; g < kernel.parameters(); g++) {
            add(v.weights()[g], pairs.choices()[g], byChoices);
        }
        add(v.statisticWeight(), pairs.statistics(), byStatistics);
        double[][] k = new double[n][n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                byChoices[at] = Kernel.near(byChoices[at]);
                byStatistics[at] = Kernel.near(byStatistics[at]);
                double value = v.choices() * byChoices[at]
                        + v.smooth() * byStatistics[at]
                        + v.linear() * pairs.products()[at]
                        + (i == j ? v.noise() : 0);
                k[i][j] = value;
                k[j][i] = value;
                at++;
            }
        }
        CholeskyDecomposition decomposition;
        try {
            decomposition = new CholeskyDecomposition(new Array2DRowRealMatrix(k, false));
        } catch (MathRuntimeException e) {
            // Not positive definite by rounding: worse than anything.
            return Double.POSITIVE_INFINITY;
        }
        double[] alpha = decomposition
                .getSolver()
                .solve(new ArrayRealVector(targets, false))
                .toArray();
        double value = 0;
        RealMatrix lower = decomposition.getL();
        for (int i = 0; i < n; i++) {
            value += 0.5 * targets[i] * alpha[i] + StrictMath.log(lower.getEntry(i, i));
        }
        double[][] inverse = decomposition.getSolver().getInverse().getData();
        gradient(v, inverse, alpha, byChoices, byStatistics, gradient);
        for (int i = 0; i < gradient.length; i++) {
            double off = (logarithms[i] - priorMean[i]) / priorDeviation[i];
            value += 0.5 * off * off;
            gradient[i] += off / priorDeviation[i];
        }
        return value;
    }

    /** Half the trace of (inverse - alpha alpha') dK, for every hyperparameter. */
    private void gradient(
            Kernel.Values v,
            double[][] inverse,
            double[] alpha,
            double[] nearChoices,
            double[] nearStatistics,
            double[] gradient) {
        Arrays.fill(gradient, 0);
        int n = pairs.points();
        double[] steep = new double[nearChoices.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double q = (i == j ? 0.5 : 1) * (inverse[i][j] - alpha[i] * alpha[j]);
                double near = nearStatistics[at];
                gradient[Kernel.CHOICES] += q * v.choices() * nearChoices[at];
                gradient[Kernel.SMOOTH] += q * v.smooth() * near;
                gradient[Kernel.LINEAR] += q * v.linear() * pairs.products()[at];
                gradient[Kernel.NOISE] += i == j ? q * (v.noise() - Kernel.LEAST_NOISE) : 0;
                gradient[Kernel.LENGTH_STATISTICS] +=
                        q * v.smooth() * near * near * v.statisticWeight() * pairs.statistics()[at];
                steep[at] = q * v.choices() * nearChoices[at] * nearChoices[at];
                at++;
            }
        }
        for (int g = 0; g < kernel.parameters(); g++) {
            double sum = 0;
            double[] distances = pairs.choices()[g];
            for (int i = 0; i < steep.length; i++) {
                sum += steep[i] * distances[i];
            }
            gradient[Kernel.LENGTHS + g] = v.weights()[g] * sum;
        }
    }

    private static void add(double factor, double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}
