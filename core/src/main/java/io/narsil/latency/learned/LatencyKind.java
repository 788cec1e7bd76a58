package io.narsil.latency.learned;

import io.narsil.config.Words;
import io.narsil.latency.LatencyFit;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.Trace;
import io.narsil.predictor.FreeStatistics;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A kind of model that latency can be learned by; all of them care for relative errors. */
public enum LatencyKind {
    /** A sum over the network's operations, no term negative. */
    OPERATIONS("a sum over operations") {
        @Override
        ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem) {
            LatencyModel model = sum(rows, problem);
            return candidate -> model.predict(Trace.of(problem.architecture(candidate))) / 1e6;
        }
    },
    /** Ridge regression on the costs of every stage, and the choices. */
    COSTS("ridge regression on costs and choices") {
        @Override
        ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem) {
            return ridge(rows, Columns.costs(problem));
        }
    },
    /** Ridge regression on the choices and their counts. */
    CHOICES("ridge regression on choices") {
        @Override
        ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem) {
            return ridge(rows, Columns.choices(problem.space()));
        }
    },
    /** Ridge regression of the logarithm: each choice multiplies. */
    FACTORS("ridge regression on choices that multiply") {
        @Override
        ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem) {
            Columns columns = Columns.choices(problem.space());
            Ridge ridge = ridge(
                    rows,
                    columns,
                    rows.stream()
                            .mapToDouble(r -> StrictMath.log(r.milliseconds()))
                            .toArray(),
                    rows.stream().mapToDouble(r -> 1).toArray());
            return candidate -> StrictMath.exp(ridge.predict(columns.of(candidate)));
        }
    },
    /** The search's own predictor, which sees choices and costs. */
    PROCESS("Gaussian processes") {
        @Override
        ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem) {
            GaussianPredictor process =
                    new GaussianPredictor(problem.space(), new FreeStatistics(problem.costs())::of, false, true);
            process.pretrain(rows.stream().map(TimedCandidate::candidate).toList());
            // The quicker the better: the distance to the ceiling is then about the time itself, and its logarithm
            // learned.
            process.fit(rows.stream()
                    .map(r -> new Observation(r.candidate(), -r.milliseconds()))
                    .toList());
            return candidate -> -process.means(List.of(candidate))[0];
        }
    };

    private final String words;

    LatencyKind(String words) {
        this.words = words;
    }

    /** The milliseconds of a candidate, as a model of this kind learns them from others. */
    abstract ToDoubleFunction<Candidate> fit(List<TimedCandidate> rows, Problem problem);

    /** The sum over operations that candidates were fitted by, without a margin. */
    public static LatencyModel sum(List<TimedCandidate> rows, Problem problem) {
        return new LatencyModel(
                LatencyFit.fit(rows.stream()
                        .map(r -> new LatencyFit.Sample(
                                LatencyTerms.of(Trace.of(problem.architecture(r.candidate()))), 1e6 * r.milliseconds()))
                        .toList()),
                0);
    }

    private static ToDoubleFunction<Candidate> ridge(List<TimedCandidate> rows, Columns columns) {
        double[] times = rows.stream().mapToDouble(TimedCandidate::milliseconds).toArray();
        double[] importance = rows.stream()
                .mapToDouble(r -> 1 / (r.milliseconds() * r.milliseconds()))
                .toArray();
        Ridge ridge = ridge(rows, columns, times, importance);
        return candidate -> ridge.predict(columns.of(candidate));
    }

    private static Ridge ridge(List<TimedCandidate> rows, Columns columns, double[] targets, double[] importance) {
        return Ridge.fit(
                rows.stream().map(r -> columns.of(r.candidate())).toArray(double[][]::new), targets, importance);
    }

    /** The name in files. */
    public String key() {
        return Words.of(this);
    }

    /** The name for a person. */
    public String words() {
        return words;
    }
}
