package io.narsil.network;

import java.util.List;

/**
 * The scale on which a network takes the values of images: (value / 255 - mean) / deviation, each channel with its own.
 *
 * @param mean number for each channel, on the scale 0..1, that is subtracted
 * @param deviation number for each channel, on the same scale, that is then divided by
 */
public record Normalisation(List<Double> mean, List<Double> deviation) {
    /** That of ImageNet, by which most published networks were trained. */
    public static final Normalisation IMAGENET =
            new Normalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    public Normalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new IllegalArgumentException(mean.size() + " means and " + deviation.size() + " deviations");
        }
    }
}
