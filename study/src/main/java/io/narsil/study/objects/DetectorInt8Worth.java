package io.narsil.study.objects;

import io.narsil.boxes.DetectionScores;

/**
 * What a detector in 8 bits is worth, beside the same in 32-bit floats.
 *
 * @param calibrated number of training images that it was calibrated on
 * @param tested number of test images that both were measured on
 * @param milliseconds milliseconds an image, in 8 bits
 * @param bytes size of its file
 */
public record DetectorInt8Worth(
        int calibrated,
        int tested,
        DetectionScores scores,
        DetectionScores floatsScores,
        double milliseconds,
        double floatsMilliseconds,
        long bytes,
        long floatsBytes) {}
