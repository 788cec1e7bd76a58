package io.narsil.device;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How far predictions are from what was measured, and the distance that a budget must keep from them.
 *
 * @param margin share of a prediction that nine of ten networks exceed it by at most, at least 2 %
 */
record Judged(DeviceProfile.Validation validation, double margin) {
    private static final double LEAST_MARGIN = 0.02;
    /** The share of unseen networks that the margin covers. */
    private static final double COVERED = 0.9;

    static Judged of(List<DeviceProfile.Point> points) {
        double[] predicted =
                points.stream().mapToDouble(DeviceProfile.Point::predicted).toArray();
        double[] measured =
                points.stream().mapToDouble(DeviceProfile.Point::measured).toArray();
        double[] errors = new double[predicted.length];
        double[] over = new double[predicted.length];
        for (int i = 0; i < predicted.length; i++) {
            errors[i] = Math.abs(predicted[i] / measured[i] - 1);
            over[i] = measured[i] / predicted[i] - 1;
        }
        Arrays.sort(errors);
        Arrays.sort(over);
        return new Judged(
                new DeviceProfile.Validation(
                        (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2,
                        errors[errors.length - 1],
                        new SpearmansCorrelation().correlation(predicted, measured),
                        points),
                Math.max(LEAST_MARGIN, over[(int) Math.ceil(COVERED * over.length) - 1]));
    }
}
