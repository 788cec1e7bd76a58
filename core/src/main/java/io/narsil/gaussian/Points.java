package io.narsil.gaussian;

import java.util.List;

/**
 * Points as numbers, row by row: the choices, and the statistics that are known without a measurement.
 *
 * @param count number of points
 * @param choices coordinates (count, columns)
 * @param statistics values (count, columns); standardised, so that each column counts alike
 */
public record Points(int count, double[] choices, double[] statistics) {
    /** Points from rows of equal lengths; at least one. */
    public static Points of(List<double[]> choices, List<double[]> statistics) {
        return new Points(choices.size(), flat(choices), flat(statistics));
    }

    /** The number of columns of choices. */
    public int choiceColumns() {
        return choices.length / count;
    }

    /** The number of columns of statistics. */
    public int statisticColumns() {
        return statistics.length / count;
    }

    /** The same points with their choices alone. */
    public Points withoutStatistics() {
        return new Points(count, choices, new double[0]);
    }

    private static double[] flat(List<double[]> rows) {
        int width = rows.get(0).length;
        double[] flat = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, flat, i * width, width);
        }
        return flat;
    }
}
