package io.narsil.lab.networks;

/** x times min(max(x + 3, 0), 6) / 6: smooth enough to interpolate with, and made of exact operations only. */
final class HardSwish {
    private HardSwish() {}

    static void forward(float[] x, float[] y, int count) {
        for (int i = 0; i < count; i++) {
            y[i] = x[i] * Math.min(Math.max(x[i] + 3, 0), 6) / 6;
        }
    }

    /** Turns the gradient of the result into that of {@code x}, in place. */
    static void backward(float[] x, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            float slope = x[i] <= -3 ? 0 : x[i] >= 3 ? 1 : (2 * x[i] + 3) / 6;
            gradient[i] *= slope;
        }
    }
}
