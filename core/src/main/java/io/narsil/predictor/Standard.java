package io.narsil.predictor;

import java.util.List;

/** Standardises columns to mean 0 and standard deviation 1; a column that never varies becomes 0. */
public record Standard(float[] mean, float[] deviation) {
    /** The one of rows without columns. */
    static final Standard NONE = new Standard(new float[0], new float[0]);

    private static final double NOTHING = 1e-9;

    /** The one of the columns of some rows, at least one. */
    public static Standard of(List<float[]> rows) {
        int columns = rows.get(0).length;
        float[] mean = new float[columns];
        float[] deviation = new float[columns];
        for (int c = 0; c < columns; c++) {
            double sum = 0;
            for (float[] row : rows) {
                sum += row[c];
            }
            double m = sum / rows.size();
            double squares = 0;
            for (float[] row : rows) {
                squares += (row[c] - m) * (row[c] - m);
            }
            mean[c] = (float) m;
            double d = Math.sqrt(squares / rows.size());
            deviation[c] = d > NOTHING * (1 + Math.abs(m)) ? (float) d : 0;
        }
        return new Standard(mean, deviation);
    }

    /** A row brought to mean 0 and standard deviation 1. */
    public float[] apply(float[] row) {
        float[] standard = new float[row.length];
        for (int c = 0; c < row.length; c++) {
            standard[c] = deviation[c] == 0 ? 0 : (row[c] - mean[c]) / deviation[c];
        }
        return standard;
    }

    /** The same, written to {@code to} from {@code at}. */
    void write(float[] row, double[] to, int at) {
        for (int c = 0; c < mean.length; c++) {
            to[at + c] = deviation[c] == 0 ? 0 : (row[c] - mean[c]) / deviation[c];
        }
    }
}
