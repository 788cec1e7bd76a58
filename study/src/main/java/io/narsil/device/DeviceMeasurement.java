package io.narsil.device;

import io.narsil.config.UserException;
import io.narsil.latency.Machine;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Stopwatch;
import io.narsil.onnx.Untrained;
import io.narsil.random.Seeds;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures this machine with ONNX Runtime and fits its profile.
 *
 * <p>Networks are timed in groups, turn by turn, beside one network that is in all of them: a group in which that one is
 * slow is timed again.
 */
public final class DeviceMeasurement {
    /** Seconds that a measurement takes by default: three minutes with the validation and all that surrounds it. */
    public static final int SECONDS = 120;

    private static final int MOST_NETWORKS = 600;
    private static final int FEWEST_NETWORKS = 30;
    static final int VALIDATION = 20;
    private static final int GROUP = 15;
    static final int TURNS = 9;
    private static final int TRIES = 4;
    /** How much slower than its fastest the reference may be. */
    private static final double STEADY = 1.04;

    private final Problem problem;
    private final String spaceText;
    private final int threads;
    private final double seconds;
    private final Listener listener;
    private double fastest = Double.POSITIVE_INFINITY;
    private double slowest;

    /** Receives how far a measurement is. */
    public interface Listener {
        /**
         * More networks were measured.
         *
         * @param networks number of networks measured so far
         * @param share share of the time that is over, 0..1
         */
        void measured(int networks, double share, double secondsLeft);
    }

    /**
     * A measurement.
     *
     * @param spaceText text of the space's file, which the profile will belong to
     * @param threads number of threads that compute one image
     * @param seconds approximate time to spend on the networks that the model is fitted to
     */
    public DeviceMeasurement(Problem problem, String spaceText, int threads, double seconds, Listener listener) {
        this.problem = problem;
        this.spaceText = spaceText;
        this.threads = threads;
        this.seconds = seconds;
        this.listener = listener;
    }

    /** What runs the networks; a {@link UserException} where it cannot be loaded. */
    public static String runtime() {
        return "ONNX Runtime " + OnnxModel.runtimeVersion();
    }

    /** Measures, fits and validates; the profile says whether it passed. */
    public DeviceProfile run() {
        DevicePlan plan = DevicePlan.of(problem, MOST_NETWORKS, VALIDATION, new Seeds(0));
        if (plan.training().size() < FEWEST_NETWORKS) {
            throw new UserException(
                    problem.space().name(),
                    "only " + plan.training().size() + " networks of this space are distinct, too few to learn from",
                    "");
        }
        Network reference = plan.reference().network();
        List<Measured> training = groups(plan.training(), reference, System.nanoTime() + seconds * 1e9, 0);
        List<Measured> validation = groups(plan.validation(), reference, Double.POSITIVE_INFINITY, training.size());
        return DeviceProfile.of(Machine.processor(), runtime(), threads)
                .problem(problem, spaceText)
                .drift(slowest / fastest)
                .reference(reference, fastest)
                .fit(training, validation)
                .build();
    }

    /** Times networks until the time {@code end}, in nanoseconds. */
    private List<Measured> groups(List<DevicePlan.Planned> networks, Network reference, double end, int before) {
        List<Measured> measured = new ArrayList<>();
        long begun = System.nanoTime();
        for (int from = 0; from < networks.size(); from += GROUP) {
            if (System.nanoTime() > end && measured.size() >= FEWEST_NETWORKS) {
                break;
            }
            List<DevicePlan.Planned> group = networks.subList(from, Math.min(networks.size(), from + GROUP));
            List<Stopwatch.Reading> readings =
                    group(group.stream().map(DevicePlan.Planned::whole).toList(), reference);
            for (int i = 0; i < group.size(); i++) {
                measured.add(new Measured(group.get(i).candidate(), group.get(i).whole(), readings.get(i)));
            }
            tell(before + measured.size(), (double) measured.size() / networks.size(), begun, end);
        }
        return measured;
    }

    /** The measurement is over with its networks or with its time, whichever is sooner. */
    private void tell(int networks, double share, long begun, double end) {
        if (Double.isInfinite(end)) {
            listener.measured(networks, 1, 0);
            return;
        }
        double spent = (System.nanoTime() - begun) / 1e9;
        double left = Math.max(0, Math.min((end - System.nanoTime()) / 1e9, spent / share * (1 - share)));
        listener.measured(networks, spent / (spent + left), left);
    }

    private List<Stopwatch.Reading> group(List<Architecture> group, Network reference) {
        List<OnnxModel> models = new ArrayList<>();
        try {
            models.add(OnnxModel.of(Untrained.onnx(reference), threads));
            group.forEach(n -> models.add(OnnxModel.of(Untrained.onnx(n), threads)));
            List<Stopwatch.Reading> best = List.of();
            for (int attempt = 0; attempt < TRIES; attempt++) {
                List<Stopwatch.Reading> readings = Stopwatch.time(models, TURNS);
                double now = readings.get(0).median();
                if (best.isEmpty() || now < best.get(0).median()) {
                    best = readings;
                }
                fastest = Math.min(fastest, now);
                if (now <= STEADY * fastest) {
                    break;
                }
            }
            slowest = Math.max(slowest, best.get(0).median());
            return best.subList(1, best.size());
        } finally {
            models.forEach(OnnxModel::close);
        }
    }
}
