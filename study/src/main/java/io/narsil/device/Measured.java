package io.narsil.device;

import io.narsil.latency.LatencyFit;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.latency.learned.LatencyKind;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.latency.learned.TimedCandidate;
import io.narsil.network.Network;
import io.narsil.network.Trace;
import io.narsil.onnx.Stopwatch;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A network with what a device took for it.
 *
 * @param candidate candidate that it is the network of; null where that is not known
 */
record Measured(Candidate candidate, Network network, Stopwatch.Reading reading) {
    /** A fitted model, tried on networks that it has not seen. */
    record Fit(LatencyModel model, LearnedProfile learned, DeviceProfile.Validation validation) {
        static Fit of(List<Measured> training, List<Measured> validation, Problem problem) {
            LatencyModel plain = sum(training);
            LearnedLatency learned = learn(training, problem);
            boolean sums = learned == null || learned.best().kind() == LatencyKind.OPERATIONS;
            ToDoubleFunction<Measured> model;
            if (sums) {
                model = m -> plain.predict(Trace.of(m.network)) / 1e6;
            } else {
                Problem timed =
                        problem.timedBy(LearnedLatency.model(learned.best().kind(), learned.rows(), 0, problem));
                model = m -> timed.cost(m.candidate).latency() / 1e6;
            }
            List<DeviceProfile.Point> points = validation.stream()
                    .map(m -> new DeviceProfile.Point(
                            model.applyAsDouble(m), m.reading.median(), m.reading.fast(), m.reading.slow()))
                    .toList();
            Judged judged = Judged.of(points);
            return new Fit(
                    new LatencyModel(sums ? plain.nanoseconds() : LatencyModel.NONE.nanoseconds(), judged.margin()),
                    sums ? null : LearnedProfile.of(learned, "", ""),
                    judged.validation());
        }

        private static LatencyModel sum(List<Measured> training) {
            return new LatencyModel(
                    LatencyFit.fit(training.stream()
                            .map(m -> new LatencyFit.Sample(
                                    LatencyTerms.of(Trace.of(m.network)), 1e6 * m.reading.median()))
                            .toList()),
                    0);
        }

        private static LearnedLatency learn(List<Measured> training, Problem problem) {
            return training.stream().anyMatch(m -> m.candidate == null)
                    ? null
                    : LearnedLatency.of(
                            training.stream()
                                    .map(m -> new TimedCandidate(m.candidate, m.reading.median()))
                                    .toList(),
                            problem);
        }
    }
}
