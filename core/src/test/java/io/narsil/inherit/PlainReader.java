package io.narsil.inherit;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Network;
import io.narsil.network.Pooling;
import java.util.Map;

/** Computes a network for one image in the plainest way: (channel, row, column). */
final class PlainReader implements Interpreter<double[][][]> {
    private final Map<String, float[]> weights;

    private PlainReader(Map<String, float[]> weights) {
        this.weights = weights;
    }

    /** The logits of an image. */
    static double[] logits(Network network, Map<String, float[]> weights, double[][][] image) {
        double[][][] out = network.accept(new PlainReader(weights), image);
        double[] logits = new double[out.length];
        for (int i = 0; i < out.length; i++) {
            logits[i] = out[i][0][0];
        }
        return logits;
    }

    private double bias(String layer, int channel, boolean there) {
        return there ? weights.get(layer + ".bias")[channel] : 0;
    }

    @Override
    public double[][][] convolution(double[][][] x, Convolution c) {
        int above = c.padding().ends(x[0].length, c.kernel(), c.stride()).before();
        int left = c.padding().ends(x[0][0].length, c.kernel(), c.stride()).before();
        int rows = c.output(x[0].length);
        int columns = c.output(x[0][0].length);
        float[] w = weights.get(c.name() + ".weight");
        int each = c.in() / c.groups();
        double[][][] y = new double[c.out()][rows][columns];
        for (int o = 0; o < c.out(); o++) {
            int first = o / (c.out() / c.groups()) * each;
            for (int r = 0; r < rows; r++) {
                for (int s = 0; s < columns; s++) {
                    double sum = bias(c.name(), o, c.bias());
                    for (int i = 0; i < each; i++) {
                        for (int a = 0; a < c.kernel() * c.kernel(); a++) {
                            int row = r * c.stride() - above + a / c.kernel();
                            int column = s * c.stride() - left + a % c.kernel();
                            if (row >= 0 && column >= 0 && row < x[0].length && column < x[0][0].length) {
                                sum += w[(o * each + i) * c.kernel() * c.kernel() + a] * x[first + i][row][column];
                            }
                        }
                    }
                    y[o][r][s] = sum;
                }
            }
        }
        return y;
    }

    /** A function of channel and value. */
    private interface Each {
        double of(int channel, double value);
    }

    private static double[][][] map(double[][][] x, Each each) {
        double[][][] y = new double[x.length][x[0].length][x[0][0].length];
        for (int c = 0; c < x.length; c++) {
            for (int r = 0; r < x[0].length; r++) {
                for (int s = 0; s < x[0][0].length; s++) {
                    y[c][r][s] = each.of(c, x[c][r][s]);
                }
            }
        }
        return y;
    }

    @Override
    public double[][][] batchNorm(double[][][] x, BatchNorm b) {
        float[] mean = weights.get(b.name() + ".running_mean");
        float[] variance = weights.get(b.name() + ".running_var");
        float[] scale = weights.get(b.name() + ".weight");
        float[] shift = weights.get(b.name() + ".bias");
        return map(x, (c, v) -> (v - mean[c]) / Math.sqrt(variance[c] + b.epsilon()) * scale[c] + shift[c]);
    }

    @Override
    public double[][][] activation(double[][][] x, Activation a) {
        return map(x, (c, v) -> switch (a) {
            case RELU -> Math.max(0, v);
            case RELU6 -> Math.min(6, Math.max(0, v));
            case SWISH -> v / (1 + Math.exp(-v));
            case SIGMOID -> 1 / (1 + Math.exp(-v));
            case HARD_SWISH -> v * Math.min(6, Math.max(0, v + 3)) / 6;
            case HARD_SIGMOID -> Math.min(6, Math.max(0, v + 3)) / 6;
        });
    }

    @Override
    public double[][][] maxPool(double[][][] x, Pooling pool) {
        throw new UnsupportedOperationException("no test needs it");
    }

    @Override
    public double[][][] globalAveragePool(double[][][] x) {
        double[][][] y = new double[x.length][1][1];
        for (int c = 0; c < x.length; c++) {
            for (double[] row : x[c]) {
                for (double value : row) {
                    y[c][0][0] += value / (row.length * x[c].length);
                }
            }
        }
        return y;
    }

    @Override
    public double[][][] scale(double[][][] x, double[][][] gate) {
        return map(x, (c, v) -> v * gate[c][0][0]);
    }

    @Override
    public double[][][] add(double[][][] residual, double[][][] branch, double depth) {
        double[][][] y = new double[branch.length][][];
        for (int c = 0; c < y.length; c++) {
            int channel = c;
            int[] at = {0};
            y[c] = map(new double[][][] {branch[c]}, (z, v) -> {
                int place = at[0]++;
                return v + residual[channel][place / branch[channel][0].length][place % branch[channel][0].length];
            })[0];
        }
        return y;
    }

    @Override
    public double[][][] upsample(double[][][] x) {
        throw new UnsupportedOperationException("no test needs it");
    }

    @Override
    public double[][][] sum(double[][][] x, double[][][] y) {
        throw new UnsupportedOperationException("no test needs it");
    }

    @Override
    public double[][][] dropout(double[][][] x) {
        return x;
    }

    @Override
    public double[][][] linear(double[][][] x, Linear l) {
        float[] w = weights.get(l.name() + ".weight");
        double[][][] y = new double[l.out()][1][1];
        for (int o = 0; o < l.out(); o++) {
            y[o][0][0] = bias(l.name(), o, l.bias());
            for (int i = 0; i < l.in(); i++) {
                y[o][0][0] += w[o * l.in() + i] * x[i][0][0];
            }
        }
        return y;
    }
}
