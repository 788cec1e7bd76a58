package io.narsil.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation of images per channel. Sums are whole numbers, so the result depends neither on the order
 * of images nor on threads.
 */
final class Statistics {
    private final int channels;
    private final long[] sums;
    private final long[] squares;
    private long pixels;

    Statistics(int channels) {
        this.channels = channels;
        sums = new long[channels];
        squares = new long[channels];
    }

    /** Adds an image, (row, column, channel). Threads may add at the same time. */
    void add(byte[] image) {
        long[] sum = new long[channels];
        long[] square = new long[channels];
        for (int i = 0; i < image.length; i += channels) {
            for (int c = 0; c < channels; c++) {
                int value = image[i + c] & 0xFF;
                sum[c] += value;
                square[c] += (long) value * value;
            }
        }
        synchronized (this) {
            pixels += image.length / channels;
            for (int c = 0; c < channels; c++) {
                sums[c] += sum[c];
                squares[c] += square[c];
            }
        }
    }

    /** The mean of each channel, on the scale 0..1. */
    synchronized List<Double> mean() {
        List<Double> mean = new ArrayList<>();
        for (long sum : sums) {
            mean.add(sum / (double) pixels / 255);
        }
        return mean;
    }

    /** The standard deviation of each channel, on the scale 0..1; never 0, so that images of one colour stay finite. */
    synchronized List<Double> deviation() {
        List<Double> deviation = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / (double) pixels;
            double variance = Math.max(0, squares[c] / (double) pixels - mean * mean);
            deviation.add(Math.max(Math.sqrt(variance) / 255, 1.0 / 255));
        }
        return deviation;
    }
}
