package io.narsil.onnx;

import java.util.List;

/**
 * The preparation of an image for a network: its normalisation.
 *
 * @param mean mean of each channel on the scale 0..1, which is subtracted
 * @param deviation standard deviation of each channel on the same scale, by which is divided
 * @param inside place of this step: true where the file itself does it and takes values from 0 to 255
 */
public record Preparation(List<Double> mean, List<Double> deviation, boolean inside) {
    public Preparation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }
}
