package io.narsil.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.json.Json;
import io.narsil.json.MayBeNull;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.Machine;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What is known of a device's speed with the networks of one space. Made by {@link #of}.
 *
 * @param narsil format of the file
 * @param device name of the device: a processor, as far as it is known
 * @param runtime program that ran the networks, with its version
 * @param threads number of threads that computed one image
 * @param space name of the space
 * @param spaceSha256 hash of the space's file
 * @param channels channels of the images
 * @param resolution height and width of the images, in pixels
 * @param classes number of classes of the images
 * @param networks number of networks that the model was fitted to
 * @param drift factor by which the reference network was slower at its slowest than at its fastest
 * @param reference network that tells later whether the device still runs at the same pace; null where the times are of a
 *     user's table
 * @param terms nanoseconds of a unit of each term, by name; none where the model is no sum over operations
 * @param margin distance that a budget keeps from a prediction, as a share of it
 * @param validation errors on networks that the model was not fitted to
 * @param learned candidates that the model follows from, where it does not consist of terms or they are of a table; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceProfile(
        String narsil,
        String device,
        String runtime,
        int threads,
        String space,
        String spaceSha256,
        int channels,
        int resolution,
        int classes,
        int networks,
        double drift,
        @MayBeNull Reference reference,
        SortedMap<String, Double> terms,
        double margin,
        Validation validation,
        @MayBeNull LearnedProfile learned) {
    static final String FORMAT = "device/1";
    private static final double MOST_ERROR = 0.05;
    private static final double LEAST_CORRELATION = 0.97;
    private static final double MOST_MARGIN = 1000;
    /** More than any processor has; a runtime would make them all. */
    static final int MOST_THREADS = 1024;

    private static final double MOST_MILLISECONDS = 1e9;

    /**
     * A network of the middle sizes.
     *
     * @param architecture text of the network's file
     * @param milliseconds latency at its fastest, with random weights
     */
    public record Reference(String architecture, double milliseconds) {}

    /**
     * How the model does on whole networks that it has not seen.
     *
     * @param medianError median of the relative errors' sizes
     * @param largestError maximum of the relative errors' sizes
     * @param rankCorrelation Spearman's correlation between predicted and measured
     */
    public record Validation(double medianError, double largestError, double rankCorrelation, List<Point> networks) {
        /** Whether a budget may rest on the model. */
        public boolean passed() {
            return medianError <= MOST_ERROR && rankCorrelation >= LEAST_CORRELATION;
        }
    }

    /**
     * A network, in milliseconds.
     *
     * @param fast milliseconds that one turn in ten needs at most
     * @param slow milliseconds that nine turns in ten need at most
     */
    public record Point(double predicted, double measured, double fast, double slow) {}

    /**
     * Begins a profile.
     *
     * @param device name of the device: a processor, as far as it is known
     * @param runtime program that ran the networks, with its version
     * @param threads number of threads that computed one image
     */
    public static DeviceProfileBuilder of(String device, String runtime, int threads) {
        return new DeviceProfileBuilder(device, runtime, threads);
    }

    /**
     * Like {@link #read(Path)}, of a file that another one names.
     *
     * @param line file and line that name it, where its faults are reported
     */
    public static DeviceProfile read(Path file, String line) {
        try {
            return read(file);
        } catch (UserException e) {
            throw new UserException(
                    e.problems().stream().map(fault -> fault.at(line)).toList());
        }
    }

    /** Reads a file that {@link #write} wrote; a {@link UserException} where it is none of this version. */
    public static DeviceProfile read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    file.toString(), "there is no such device profile", "narsil device measure STUDY --out " + file);
        }
        String format = format(file);
        if (format.isEmpty()) {
            throw new UserException(file.toString(), "this is no device profile of this version (" + FORMAT + ")", "");
        }
        if (!FORMAT.equals(format)) {
            throw new UserException(
                    file.toString(),
                    "this device profile is of the version \"" + format + "\", not \"" + FORMAT + "\"",
                    "measure the device again");
        }
        try {
            DeviceProfile profile = Json.complete(file, DeviceProfile.class);
            if (profile.sound()) {
                return profile;
            }
        } catch (UserException e) {
            throw damaged(file, " (" + e.problems().get(0).what() + ")");
        }
        throw damaged(file, "");
    }

    private static String format(Path file) {
        try {
            return Json.format(file);
        } catch (UserException e) {
            return "";
        }
    }

    private static UserException damaged(Path file, String reason) {
        return new UserException(file.toString(), "the device profile is damaged" + reason, "measure the device again");
    }

    /** Whether its numbers can be those of a device. */
    private boolean sound() {
        return margin >= 0
                && margin < MOST_MARGIN
                && threads >= 1
                && threads <= MOST_THREADS
                && terms.values().stream().allMatch(v -> v >= 0 && v < Double.POSITIVE_INFINITY)
                && (terms.isEmpty() || terms.values().stream().anyMatch(v -> v > 0))
                && (learned == null ? !terms.isEmpty() : learned.sound())
                && (reference == null
                        ? !here() && fromTable()
                        : reference.milliseconds > 0 && reference.milliseconds < MOST_MILLISECONDS);
    }

    /** The text of a profile's file. */
    public String write() {
        return Json.write(this);
    }

    /**
     * A problem with the latencies of this device.
     *
     * @throws UserException where the profile is of another space
     */
    public Problem timed(Problem plain) {
        return !terms.isEmpty()
                ? plain.timedBy(new LatencyModel(terms, margin))
                : learned.timed(plain, margin)
                        .orElseThrow(() -> new UserException(
                                "profile of " + device,
                                "its candidates are none of the space \""
                                        + plain.space().name() + "\"",
                                "make the profile anew"));
    }

    /** Whether the times are from a table of a user, so that nobody knows how they were measured. */
    public boolean fromTable() {
        return learned != null && learned.fromTable();
    }

    /** Whether a budget may rest on the profile. */
    public boolean passed() {
        return fromTable() ? learned.passed() : validation.passed();
    }

    /** Whether this program, on this machine, may measure what the profile predicts. */
    public boolean here() {
        return device.equals(Machine.processor()) && runtime.equals(DeviceMeasurement.runtime());
    }

    /**
     * Checks that the profile may decide about a study's networks.
     *
     * @param where place at which the profile was named, for messages
     * @throws UserException where it is of another space or other images, or failed its validation
     */
    public void check(String where, String spaceText, InputSpec images) {
        if (!spaceSha256.equals(Fingerprint.of(spaceText))) {
            throw new UserException(
                    where,
                    "the device profile was made for another space (\"" + space + "\")",
                    "measure the device again with \"narsil device measure\"");
        }
        if (channels != images.channels() || resolution != images.resolution() || classes != images.classes()) {
            throw new UserException(
                    where,
                    String.format(
                            Locale.ROOT,
                            "the device profile is of %d channels, %d pixels and %d classes, but the images have %d, %d"
                                    + " and %d",
                            channels,
                            resolution,
                            classes,
                            images.channels(),
                            images.resolution(),
                            images.classes()),
                    "measure the device again with \"narsil device measure\"");
        }
        if (!passed() && fromTable()) {
            throw new UserException(
                    where, "the device profile failed its validation: " + learned.failure(), "more rows in its table");
        }
        if (!passed()) {
            throw new UserException(
                    where,
                    String.format(
                            Locale.ROOT,
                            "the device profile failed its validation: a median error of %.1f %% (at most %.0f %%) and a"
                                    + " rank correlation of %.3f (at least %.2f)",
                            100 * validation.medianError,
                            100 * MOST_ERROR,
                            validation.rankCorrelation,
                            LEAST_CORRELATION),
                    "measure the device again while nothing else runs on it");
        }
    }
}
