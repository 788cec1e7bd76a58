package io.narsil.lab.training;

import io.narsil.augment.RandAugment;
import io.narsil.data.Batches;
import io.narsil.data.DataSet;
import io.narsil.data.Variation;
import io.narsil.random.Seeds;
import java.util.List;

/** How quickly images are made ready to train on. */
public final class LoadingRate {
    private static final int LOADED = 20_000;

    private LoadingRate() {}

    /** Images a second that one thread reads, varies, mixes and normalises. */
    public static double of(DataSet data) {
        Variation variation = new Variation(List.of(new RandAugment(5)), 2, true, 0.2);
        Batches batches = new Batches(data, data.train());
        int batch = 64;
        float[] values = new float[batch * batches.imageValues()];
        long[] labels = new long[batch];
        long begun = 0;
        int loaded = 0;
        for (int epoch = 0; loaded < LOADED; epoch++) {
            // The first pass warms up.
            if (epoch == 1) {
                begun = System.nanoTime();
            }
            Batches.Epoch pass = batches.epoch(new Seeds(1), epoch, variation);
            for (int i = 0; i < batches.count() / batch; i++) {
                pass.next(batch, values, labels, labels.clone());
                loaded += epoch == 0 ? 0 : batch;
            }
        }
        return loaded / ((System.nanoTime() - begun) / 1e9);
    }
}
