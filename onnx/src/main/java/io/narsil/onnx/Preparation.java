package io.narsil.onnx;

import io.narsil.task.Fit;
import java.util.List;

/**
 * The preparation of an image for a network: how it is made a square, and its normalisation.
 *
 * @param mean mean of each channel on the scale 0..1, which is subtracted
 * @param deviation standard deviation of each channel on the same scale, by which is divided
 * @param inside place of this step: true where the file itself does it and takes values from 0 to 255
 * @param fit way in which an image becomes a square
 */
public record Preparation(List<Double> mean, List<Double> deviation, boolean inside, Fit fit) {
    public Preparation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** The preparation of an image whose middle square is taken. */
    public Preparation(List<Double> mean, List<Double> deviation, boolean inside) {
        this(mean, deviation, inside, Fit.CROP);
    }

    /**
     * The values from 0 to 255 that became some images.
     *
     * @param normalised values (image, channel, row, column)
     * @param count number of images
     */
    public float[] pixels(float[] normalised, int count) {
        int plane = normalised.length / count / mean.size();
        float[] raw = new float[normalised.length];
        for (int i = 0; i < normalised.length; i++) {
            int c = i / plane % mean.size();
            raw[i] = (float) (255 * (normalised[i] * deviation.get(c) + mean.get(c)));
        }
        return raw;
    }
}
