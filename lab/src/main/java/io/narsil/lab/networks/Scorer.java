package io.narsil.lab.networks;

import java.util.List;

/**
 * A trained network laid out for scoring many candidates: every input of a layer has its weights in an array of its own, so
 * that the inner loops run from the start of whole arrays, four inputs at a time.
 */
final class Scorer {
    private final Layer[] encoder;
    private final Layer[] head;
    private final int embedding;

    /** @param rows weights (in, out) */
    private record Layer(float[][] rows, float[] bias) {
        static Layer[] of(List<Dense> layers) {
            return layers.stream().map(Layer::of).toArray(Layer[]::new);
        }

        private static Layer of(Dense dense) {
            float[] weights = dense.weights();
            float[][] rows = new float[dense.in()][dense.out()];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(weights, i * dense.out(), rows[i], 0, dense.out());
            }
            float[] bias = new float[dense.out()];
            System.arraycopy(weights, dense.in() * dense.out(), bias, 0, bias.length);
            return new Layer(rows, bias);
        }

        /** Two candidates in turn, so that weights are fetched half as often; each is as if it were alone. */
        void apply(float[][] x, float[][] y) {
            System.arraycopy(bias, 0, y[0], 0, bias.length);
            System.arraycopy(bias, 0, y[1], 0, bias.length);
            int i = 0;
            for (; i + 3 < rows.length; i += 4) {
                add(x[0], i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], y[0]);
                add(x[1], i, rows[i], rows[i + 1], rows[i + 2], rows[i + 3], y[1]);
            }
            for (; i < rows.length; i++) {
                add(x[0][i], rows[i], y[0]);
                add(x[1][i], rows[i], y[1]);
            }
        }

        private static void add(float[] x, int i, float[] p, float[] q, float[] r, float[] s, float[] y) {
            float a = x[i];
            float b = x[i + 1];
            float c = x[i + 2];
            float d = x[i + 3];
            for (int j = 0; j < y.length; j++) {
                y[j] += a * p[j] + b * q[j] + (c * r[j] + d * s[j]);
            }
        }

        private static void add(float a, float[] p, float[] y) {
            for (int j = 0; j < y.length; j++) {
                y[j] += a * p[j];
            }
        }
    }

    /** A copy of what the layers hold now; hard-swish follows each but the last of the head. */
    Scorer(List<Dense> encoder, List<Dense> head) {
        this.encoder = Layer.of(encoder);
        this.head = Layer.of(head);
        this.embedding = encoder.get(encoder.size() - 1).out();
    }

    /** What one thread needs while it scores. */
    final class Scratch {
        private final float[][][] encoded = buffers(encoder);
        private final float[][][] headed = buffers(head);
        private final float[][] headInput = new float[2][head[0].rows().length];

        private static float[][][] buffers(Layer[] layers) {
            float[][][] buffers = new float[layers.length][][];
            for (int i = 0; i < layers.length; i++) {
                buffers[i] = new float[2][layers[i].bias().length];
            }
            return buffers;
        }

        /**
         * The scores of two candidates.
         *
         * @param features features of their architectures (2, width)
         * @param recipes features of their recipes (2, width)
         */
        void score(float[][] features, float[][] recipes, float[] scores) {
            float[][] x = features;
            for (int i = 0; i < encoder.length; i++) {
                encoder[i].apply(x, encoded[i]);
                activate(encoded[i]);
                x = encoded[i];
            }
            for (int c = 0; c < 2; c++) {
                System.arraycopy(x[c], 0, headInput[c], 0, embedding);
                System.arraycopy(recipes[c], 0, headInput[c], embedding, recipes[c].length);
            }
            x = headInput;
            for (int i = 0; i < head.length; i++) {
                head[i].apply(x, headed[i]);
                if (i < head.length - 1) {
                    activate(headed[i]);
                }
                x = headed[i];
            }
            scores[0] = x[0][0];
            scores[1] = x[1][0];
        }

        private static void activate(float[][] pair) {
            HardSwish.forward(pair[0], pair[0], pair[0].length);
            HardSwish.forward(pair[1], pair[1], pair[1].length);
        }
    }
}
