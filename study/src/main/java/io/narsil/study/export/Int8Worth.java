package io.narsil.study.export;

import io.narsil.json.Json;
import java.nio.file.Path;

/**
 * What 8 bits are worth, beside 32-bit floats.
 *
 * @param calibrated number of training images that ranges were taken from
 * @param tested number of test images
 * @param accuracy accuracy on the test images, 0..1
 * @param floatsAccuracy accuracy of the file in 32-bit floats on the same images
 * @param milliseconds latency of one image on this machine, one thread
 * @param floatsMilliseconds latency of the file in 32-bit floats
 * @param bytes size of the file
 * @param floatsBytes size of the file in 32-bit floats
 */
public record Int8Worth(
        int calibrated,
        int tested,
        double accuracy,
        double floatsAccuracy,
        double milliseconds,
        double floatsMilliseconds,
        long bytes,
        long floatsBytes) {
    /** Reads what an export has written; a {@link io.narsil.config.UserException} where it is damaged. */
    public static Int8Worth read(Path file) {
        return Json.complete(file, Int8Worth.class);
    }

    /** Whether one image takes less time on this machine. */
    public boolean quicker() {
        return milliseconds < floatsMilliseconds;
    }

    /** Whether fewer test images are right than with 32-bit floats. */
    public boolean lessAccurate() {
        return accuracy < floatsAccuracy;
    }

    /** Whether the file is smaller. */
    public boolean smaller() {
        return bytes < floatsBytes;
    }
}
