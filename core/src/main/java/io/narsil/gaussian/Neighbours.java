package io.narsil.gaussian;

import java.util.Arrays;

/**
 * The observed points, scaled and stored column by column, so that the kernel of a point with all of them is computed
 * at once: the inner loops run along the observations, and the compiler turns them into vector instructions.
 */
final class Neighbours {
    private final Kernel kernel;
    private final Kernel.Values values;
    /** The factor of each column of choices. */
    private final double[] choiceScale;

    private final double[] statisticScales;
    private double[][] choices;
    private double[][] statistics;
    private double[] choiceNorms;
    private double[] statisticNorms;
    private int count;

    Neighbours(Kernel kernel, Kernel.Values values) {
        this.kernel = kernel;
        this.values = values;
        choiceScale = new double[kernel.parameterOf().length];
        for (int c = 0; c < choiceScale.length; c++) {
            choiceScale[c] = Math.sqrt(values.weights()[kernel.parameterOf()[c]]);
        }
        statisticScales = new double[kernel.statistics()];
        Arrays.fill(statisticScales, Math.sqrt(values.statisticWeight()));
        grow(64);
    }

    /** A copy that grows on its own. */
    Neighbours copy() {
        Neighbours copy = new Neighbours(kernel, values);
        copy.choices = choices;
        copy.statistics = statistics;
        copy.choiceNorms = choiceNorms;
        copy.statisticNorms = statisticNorms;
        copy.count = count;
        copy.grow(count + 64);
        return copy;
    }

    private void grow(int capacity) {
        choices = grown(choices, choiceScale.length, capacity);
        statistics = grown(statistics, kernel.statistics(), capacity);
        choiceNorms = choiceNorms == null ? new double[capacity] : Arrays.copyOf(choiceNorms, capacity);
        statisticNorms = statisticNorms == null ? new double[capacity] : Arrays.copyOf(statisticNorms, capacity);
    }

    private static double[][] grown(double[][] columns, int width, int capacity) {
        double[][] grown = new double[width][];
        for (int c = 0; c < width; c++) {
            grown[c] = columns == null ? new double[capacity] : Arrays.copyOf(columns[c], capacity);
        }
        return grown;
    }

    /** Adds an observed point. */
    void add(Points x, int i) {
        if (count == choiceNorms.length) {
            grow(2 * count);
        }
        for (int c = 0; c < choiceScale.length; c++) {
            double u = choiceScale[c] * x.choices()[i * choiceScale.length + c];
            choices[c][count] = u;
            choiceNorms[count] += u * u;
        }
        for (int c = 0; c < kernel.statistics(); c++) {
            double s = statisticScales[c] * x.statistics()[i * kernel.statistics() + c];
            statistics[c][count] = s;
            statisticNorms[count] += s * s;
        }
        count++;
    }

    /** How many points are observed. */
    int count() {
        return count;
    }

    /**
     * The kernel of points with every observed one.
     *
     * @param from first point
     * @param to end of the points, exclusive
     * @return a row for each point (to - from, observed)
     */
    double[][] rows(Points x, int from, int to) {
        double[][] k = new double[to - from][count];
        double[] dots = new double[count];
        for (int i = from; i < to; i++) {
            row(x, i, 0, count, k[i - from], dots);
        }
        return k;
    }

    /** The kernel of a point with some of the observed ones, into {@code k}. */
    void row(Points x, int i, int from, int to, double[] k) {
        row(x, i, from, to, k, new double[to - from]);
    }

    /** The same with a scratch array of at least that length, for inner loops. */
    private void row(Points x, int i, int from, int to, double[] k, double[] dots) {
        int width = to - from;
        Arrays.fill(dots, 0, width, 0);
        double norm = dots(x.choices(), i, choiceScale, choices, from, width, dots);
        for (int n = 0; n < width; n++) {
            double distance = Math.max(0, norm + choiceNorms[from + n] - 2 * dots[n]);
            k[from + n] = values.choices() * Kernel.near(distance);
        }
        if (kernel.statistics() > 0) {
            Arrays.fill(dots, 0, width, 0);
            norm = dots(x.statistics(), i, statisticScales, statistics, from, width, dots);
            double linear = values.linear() / (values.statisticWeight() * kernel.statistics());
            for (int n = 0; n < width; n++) {
                double distance = Math.max(0, norm + statisticNorms[from + n] - 2 * dots[n]);
                k[from + n] += values.smooth() * Kernel.near(distance) + linear * dots[n];
            }
        }
    }

    /**
     * Dot products of a scaled row with observed ones; returns the row's own. Four columns at a time, so that sums are
     * stored a fourth as often.
     */
    private static double dots(
            double[] rows, int i, double[] scale, double[][] columns, int from, int width, double[] dots) {
        double norm = 0;
        int waiting = 0;
        double[] factors = new double[4];
        double[][] chosen = new double[4][];
        for (int c = 0; c < scale.length; c++) {
            double u = scale[c] * rows[i * scale.length + c];
            if (u == 0) {
                continue;
            }
            norm += u * u;
            factors[waiting] = u;
            chosen[waiting++] = columns[c];
            if (waiting == 4) {
                add(factors, chosen, from, width, dots);
                waiting = 0;
            }
        }
        for (int w = 0; w < waiting; w++) {
            add(factors[w], chosen[w], from, width, dots);
        }
        return norm;
    }

    private static void add(double[] factors, double[][] columns, int from, int width, double[] dots) {
        double a = factors[0];
        double b = factors[1];
        double c = factors[2];
        double d = factors[3];
        double[] x = columns[0];
        double[] y = columns[1];
        double[] z = columns[2];
        double[] w = columns[3];
        for (int n = 0; n < width; n++) {
            dots[n] += a * x[from + n] + b * y[from + n] + (c * z[from + n] + d * w[from + n]);
        }
    }

    private static void add(double factor, double[] column, int from, int width, double[] dots) {
        for (int n = 0; n < width; n++) {
            dots[n] += factor * column[from + n];
        }
    }

    /** The kernel of a point with itself, without noise. */
    double self(Points x, int i) {
        double square = 0;
        int width = kernel.statistics();
        for (int c = 0; c < width; c++) {
            double s = x.statistics()[i * width + c];
            square += s * s;
        }
        return values.choices() + values.smooth() + (width > 0 ? values.linear() * square / width : 0);
    }

    double noise() {
        return values.noise();
    }
}
