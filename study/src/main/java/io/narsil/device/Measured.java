package io.narsil.device;

import io.narsil.latency.LatencyFit;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.Network;
import io.narsil.network.Trace;
import io.narsil.onnx.Stopwatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** A network with what a device took for it. */
record Measured(Network network, Stopwatch.Reading reading) {
    private static final double LEAST_MARGIN = 0.02;
    /** The share of unseen networks that the margin covers. */
    private static final double COVERED = 0.9;

    /** A fitted model, tried on networks that it has not seen. */
    record Fit(LatencyModel model, DeviceProfile.Validation validation) {
        static Fit of(List<Measured> training, List<Measured> validation) {
            LatencyModel plain = new LatencyModel(
                    LatencyFit.fit(training.stream()
                            .map(m -> new LatencyFit.Sample(
                                    LatencyTerms.of(Trace.of(m.network)), 1e6 * m.reading.median()))
                            .toList()),
                    0);
            List<DeviceProfile.Point> points = new ArrayList<>();
            double[] predicted = new double[validation.size()];
            double[] measured = new double[validation.size()];
            double[] errors = new double[validation.size()];
            double[] over = new double[validation.size()];
            for (int i = 0; i < predicted.length; i++) {
                Stopwatch.Reading reading = validation.get(i).reading;
                predicted[i] = plain.predict(Trace.of(validation.get(i).network)) / 1e6;
                measured[i] = reading.median();
                errors[i] = Math.abs(predicted[i] / measured[i] - 1);
                over[i] = measured[i] / predicted[i] - 1;
                points.add(new DeviceProfile.Point(predicted[i], measured[i], reading.fast(), reading.slow()));
            }
            Arrays.sort(errors);
            Arrays.sort(over);
            double margin = Math.max(LEAST_MARGIN, over[(int) Math.ceil(COVERED * over.length) - 1]);
            double rank = new SpearmansCorrelation().correlation(predicted, measured);
            return new Fit(
                    new LatencyModel(plain.nanoseconds(), margin),
                    new DeviceProfile.Validation(
                            (errors[(errors.length - 1) / 2] + errors[errors.length / 2]) / 2,
                            errors[errors.length - 1],
                            rank,
                            points));
        }
    }
}
