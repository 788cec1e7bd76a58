package io.narsil.lab.networks;

import java.util.List;
import java.util.random.RandomGenerator;

/** One network of the ensemble: encoder, proxy head and accuracy head. */
final class MlpMember {
    private static final int BATCH = 64;
    private static final int HIDDEN = 128;
    private static final int EMBEDDING = 64;
    private static final int HEAD = 64;
    private static final float PRETRAIN_RATE = 2e-3f;
    private static final float HEAD_RATE = 5e-3f;
    private static final float WHOLE_RATE = 1e-3f;
    private static final float DECAY = 1e-2f;
    private static final float HUBER_DELTA = 1;

    private final Mlp encoder;
    private final Mlp proxyHead;
    private final Mlp accuracyHead;
    private final int recipeWidth;
    private List<float[]> pretrained;
    private final List<float[]> freshHead;

    private final float[] x;
    private final float[] embedding;
    private final float[] embeddingGradient;
    private final float[] headInput;
    private final float[] headGradient;
    private final float[] score;

    MlpMember(int architectureWidth, int recipeWidth, int statistics, RandomGenerator random) {
        this.recipeWidth = recipeWidth;
        encoder = new Mlp(new int[] {architectureWidth, HIDDEN, EMBEDDING}, false, BATCH, random);
        proxyHead = new Mlp(new int[] {EMBEDDING, Math.max(1, statistics)}, true, BATCH, random);
        accuracyHead = new Mlp(new int[] {EMBEDDING + recipeWidth, HEAD, 1}, true, BATCH, random);
        pretrained = encoder.weights();
        freshHead = accuracyHead.weights();
        x = new float[BATCH * architectureWidth];
        embedding = new float[BATCH * EMBEDDING];
        embeddingGradient = new float[BATCH * EMBEDDING];
        headInput = new float[BATCH * (EMBEDDING + recipeWidth)];
        headGradient = new float[headInput.length];
        score = new float[BATCH];
    }

    /** Learns to tell standardised statistics from features; the rate falls linearly to 0. */
    void pretrain(List<float[]> features, List<float[]> statistics, int steps, RandomGenerator random) {
        int width = proxyHead.out();
        float[] y = new float[BATCH * width];
        int[] rows = new int[BATCH];
        for (int step = 0; step < steps; step++) {
            for (int n = 0; n < BATCH; n++) {
                rows[n] = random.nextInt(features.size());
            }
            gather(features, rows, x, encoder.in());
            encoder.forward(x, embedding, BATCH);
            proxyHead.forward(embedding, y, BATCH);
            for (int n = 0; n < BATCH; n++) {
                float[] truth = statistics.get(rows[n]);
                for (int j = 0; j < width; j++) {
                    y[n * width + j] = 2 * (y[n * width + j] - truth[j]) / (BATCH * width);
                }
            }
            proxyHead.backward(y, embeddingGradient, BATCH);
            encoder.backward(embeddingGradient, null, BATCH);
            float rate = PRETRAIN_RATE * (steps - step) / steps;
            proxyHead.step(rate, 0);
            encoder.step(rate, 0);
        }
        pretrained = encoder.weights();
    }

    /** The mean square error of the statistics on candidates. */
    double proxyError(List<float[]> features, List<float[]> statistics) {
        int width = proxyHead.out();
        float[] y = new float[BATCH * width];
        double error = 0;
        for (int from = 0; from < features.size(); from += BATCH) {
            int count = Math.min(BATCH, features.size() - from);
            gather(features, range(from, count), x, encoder.in());
            encoder.forward(x, embedding, count);
            proxyHead.forward(embedding, y, count);
            for (int n = 0; n < count; n++) {
                for (int j = 0; j < width; j++) {
                    double miss = y[n * width + j] - statistics.get(from + n)[j];
                    error += miss * miss;
                }
            }
        }
        return error / ((double) features.size() * width);
    }

    /**
     * Learns standardised accuracies, from the pretrained encoder and a fresh head: first with the encoder frozen, then
     * whole at a reduced rate (section 3 of the paper), by the Huber loss.
     */
    void fit(List<float[]> features, List<float[]> recipes, float[] accuracies, int steps, RandomGenerator random) {
        encoder.reset(pretrained);
        accuracyHead.reset(freshHead);
        int batch = Math.min(BATCH, features.size());
        int[] rows = new int[batch];
        for (int step = 0; step < 2 * steps; step++) {
            boolean whole = step >= steps;
            for (int n = 0; n < batch; n++) {
                rows[n] = batch == features.size() ? n : random.nextInt(features.size());
            }
            forward(features, recipes, rows);
            for (int n = 0; n < batch; n++) {
                float miss = score[n] - accuracies[rows[n]];
                score[n] = Math.max(-HUBER_DELTA, Math.min(HUBER_DELTA, miss)) / batch;
            }
            accuracyHead.backward(score, headGradient, batch);
            float left = (float) (steps - step % steps) / steps;
            accuracyHead.step((whole ? WHOLE_RATE : HEAD_RATE) * left, DECAY);
            if (whole) {
                for (int n = 0; n < batch; n++) {
                    System.arraycopy(
                            headGradient, n * (EMBEDDING + recipeWidth), embeddingGradient, n * EMBEDDING, EMBEDDING);
                }
                encoder.backward(embeddingGradient, null, batch);
                encoder.step(WHOLE_RATE * left, DECAY);
            }
        }
    }

    /** What tells standardised accuracies, as they are known now. */
    Scorer scorer() {
        return new Scorer(encoder.layers(), accuracyHead.layers());
    }

    private void forward(List<float[]> features, List<float[]> recipes, int[] rows) {
        gather(features, rows, x, encoder.in());
        encoder.forward(x, embedding, rows.length);
        int width = EMBEDDING + recipeWidth;
        for (int n = 0; n < rows.length; n++) {
            System.arraycopy(embedding, n * EMBEDDING, headInput, n * width, EMBEDDING);
            System.arraycopy(recipes.get(rows[n]), 0, headInput, n * width + EMBEDDING, recipeWidth);
        }
        accuracyHead.forward(headInput, score, rows.length);
    }

    private static void gather(List<float[]> from, int[] rows, float[] to, int width) {
        for (int n = 0; n < rows.length; n++) {
            System.arraycopy(from.get(rows[n]), 0, to, n * width, width);
        }
    }

    private static int[] range(int from, int count) {
        int[] rows = new int[count];
        for (int n = 0; n < count; n++) {
            rows[n] = from + n;
        }
        return rows;
    }
}
