package io.narsil.device;

import io.narsil.latency.LatencyFit;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.latency.learned.LatencyKind;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.latency.learned.TimedCandidate;
import io.narsil.network.Architecture;
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
record Measured(Candidate candidate, Architecture network, Stopwatch.Reading reading) {
    /** A fitted model, tried on networks that it has not seen. */
    record Fit(LatencyModel model, LearnedProfile learned, DeviceProfile.Validation validation) {
        /** A sum over operations; where that is not good enough, another kind of model, if it is clearly better. */
        static Fit of(List<Measured> training, List<Measured> validation, Problem problem) {
            LatencyModel plain = sum(training);
            Judged judged = judge(validation, m -> plain.predict(Trace.of(m.network)) / 1e6);
            if (!judged.validation().passed() && training.stream().noneMatch(m -> m.candidate == null)) {
                LearnedLatency learned = learn(training, problem);
                if (learned.best().kind() != LatencyKind.OPERATIONS) {
                    Problem timed =
                            problem.timedBy(LearnedLatency.model(learned.best().kind(), learned.rows(), 0, problem));
                    Judged other =
                            judge(validation, m -> timed.cost(m.candidate).latency() / 1e6);
                    return new Fit(
                            new LatencyModel(LatencyModel.NONE.nanoseconds(), other.margin()),
                            LearnedProfile.of(learned, "", ""),
                            other.validation());
                }
            }
            return new Fit(new LatencyModel(plain.nanoseconds(), judged.margin()), null, judged.validation());
        }

        private static Judged judge(List<Measured> validation, ToDoubleFunction<Measured> model) {
            return Judged.of(validation.stream()
                    .map(m -> new DeviceProfile.Point(
                            model.applyAsDouble(m), m.reading.median(), m.reading.fast(), m.reading.slow()))
                    .toList());
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
            return LearnedLatency.of(
                    training.stream()
                            .map(m -> new TimedCandidate(m.candidate, m.reading.median()))
                            .toList(),
                    problem);
        }
    }
}
