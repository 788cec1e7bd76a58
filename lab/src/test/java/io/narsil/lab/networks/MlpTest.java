package io.narsil.lab.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.random.Seeds;
import org.junit.jupiter.api.Test;

class MlpTest {
    /** The gradient of the input equals finite differences; it passes through every layer's backward pass. */
    @Test
    void gradientsEqualFiniteDifferences() {
        var random = new Seeds(2).stream("mlp", 0);
        Mlp mlp = new Mlp(new int[] {5, 7, 6, 2}, true, 3, random);
        float[] x = new float[15];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] weights = {1, -2, 0.5f, 3, -1, 2};
        float[] y = new float[6];
        mlp.forward(x, y, 3);
        float[] dx = new float[15];
        mlp.backward(weights.clone(), dx, 3);
        for (int i = 0; i < x.length; i++) {
            float step = 1e-2f;
            double difference = (loss(mlp, x, weights, i, step) - loss(mlp, x, weights, i, -step)) / (2 * step);
            assertThat((double) dx[i])
                    .as("seed 2, input %d", i)
                    .isCloseTo(difference, within(2e-2 + 0.02 * Math.abs(difference)));
        }
    }

    private static double loss(Mlp mlp, float[] x, float[] weights, int at, float step) {
        float[] moved = x.clone();
        moved[at] += step;
        float[] y = new float[6];
        mlp.forward(moved, y, 3);
        double loss = 0;
        for (int i = 0; i < 6; i++) {
            loss += y[i] * weights[i];
        }
        return loss;
    }

    @Test
    void itLearnsAnExclusiveOr() {
        Mlp mlp = new Mlp(new int[] {2, 16, 1}, true, 4, new Seeds(4).stream("mlp", 0));
        float[] x = {0, 0, 0, 1, 1, 0, 1, 1};
        float[] truth = {0, 1, 1, 0};
        float[] y = new float[4];
        for (int step = 0; step < 500; step++) {
            mlp.forward(x, y, 4);
            float[] dy = new float[4];
            for (int i = 0; i < 4; i++) {
                dy[i] = 2 * (y[i] - truth[i]) / 4;
            }
            mlp.backward(dy, null, 4);
            mlp.step(0.01f, 0);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(y[i]).as("row %d", i).isCloseTo(truth[i], within(0.05f));
        }
    }
}
