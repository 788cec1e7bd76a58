package io.narsil.network;

import java.util.Collections;
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

    /** The same for images of so many channels: for another number than it has, each gets the mean of its numbers. */
    public Normalisation forChannels(int channels) {
        return mean.size() == channels
                ? this
                : new Normalisation(
                        Collections.nCopies(channels, average(mean)),
                        Collections.nCopies(channels, average(deviation)));
    }

    /** Whether images of so many channels are scaled by its very numbers, of which there is one for all or one for each. */
    boolean exactFor(int channels) {
        return mean.size() == channels || (alike(mean) && alike(deviation));
    }

    private static boolean alike(List<Double> numbers) {
        return numbers.stream().distinct().count() == 1;
    }

    private static double average(List<Double> numbers) {
        // A mean of equal numbers may be rounded.
        return alike(numbers)
                ? numbers.get(0)
                : numbers.stream().mapToDouble(n -> n).average().orElseThrow();
    }
}
