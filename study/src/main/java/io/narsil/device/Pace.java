package io.narsil.device;

import io.narsil.network.Architecture;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Stopwatch;
import io.narsil.onnx.Untrained;
import java.util.ArrayList;
import java.util.List;

/**
 * Times networks on the device of a profile, beside the profile's reference network.
 *
 * <p>A shared or hot machine may run at another pace than when it was measured: then the reference is slower by the same factor,
 * and times are given for the pace of the profile, which is what its budgets mean.
 */
public final class Pace {
    private static final int TRIES = 4;
    private static final double STEADY = 0.04;

    private final DeviceProfile profile;
    private final Clock clock;

    /** Takes the time of each model, so many turns; readings come in the order of the models. */
    interface Clock {
        List<Stopwatch.Reading> time(List<OnnxModel> models, int turns);
    }

    /** @param profile profile of this machine */
    public Pace(DeviceProfile profile) {
        this(profile, Stopwatch::time);
    }

    Pace(DeviceProfile profile, Clock clock) {
        this.profile = profile;
        this.clock = clock;
    }

    /**
     * What was measured.
     *
     * @param readings latencies in the order of the models, at the pace of the profile
     * @param slowdown factor by which they really took longer; 1 where the pace was that of the profile within 4 %
     */
    public record Timed(List<Stopwatch.Reading> readings, double slowdown) {}

    /** Times models, with {@code turns} turns each. */
    public Timed time(List<OnnxModel> models, int turns) {
        DeviceProfile.Reference reference = profile.reference();
        byte[] onnx = Untrained.onnx(NetworkFile.parse("reference", reference.architecture()));
        try (OnnxModel compared = OnnxModel.of(onnx, profile.threads())) {
            List<OnnxModel> all = new ArrayList<>(List.of(compared));
            all.addAll(models);
            List<Stopwatch.Reading> best = clock.time(all, turns);
            for (int i = 1; i < TRIES && slowdown(best) > 1 + STEADY; i++) {
                List<Stopwatch.Reading> again = clock.time(all, turns);
                best = slowdown(again) < slowdown(best) ? again : best;
            }
            return at(slowdown(best), best.subList(1, best.size()));
        }
    }

    /** The median milliseconds of one image in a network, with random weights. */
    public double milliseconds(Architecture network, int turns) {
        try (OnnxModel model = OnnxModel.of(Untrained.onnx(network), profile.threads())) {
            return time(List.of(model), turns).readings().get(0).median();
        }
    }

    private double slowdown(List<Stopwatch.Reading> readings) {
        return readings.get(0).median() / profile.reference().milliseconds();
    }

    private static Timed at(double slowdown, List<Stopwatch.Reading> readings) {
        if (Math.abs(slowdown - 1) <= STEADY) {
            return new Timed(readings, 1);
        }
        return new Timed(
                readings.stream()
                        .map(r ->
                                new Stopwatch.Reading(r.median() / slowdown, r.fast() / slowdown, r.slow() / slowdown))
                        .toList(),
                slowdown);
    }
}
