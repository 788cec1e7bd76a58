package io.narsil.device;

import io.narsil.files.Fingerprint;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.learned.LatencyKind;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.List;

/** A {@link DeviceProfile} in the making; all of it must be given but for the drift, which is 1 where nothing is
 * said, and the reference. */
public final class DeviceProfileBuilder {
    private final String device;
    private final String runtime;
    private final int threads;
    private Problem problem;
    private String spaceSha256;
    private double drift = 1;
    private DeviceProfile.Reference reference;
    private int networks;
    private LatencyModel model;
    private DeviceProfile.Validation validation;
    private LearnedProfile learned;

    DeviceProfileBuilder(String device, String runtime, int threads) {
        this.device = device;
        this.runtime = runtime;
        this.threads = threads;
    }

    /**
     * Sets whose networks were measured.
     *
     * @param spaceText text of the space's file
     */
    public DeviceProfileBuilder problem(Problem searched, String spaceText) {
        problem = searched;
        spaceSha256 = Fingerprint.of(spaceText);
        return this;
    }

    /**
     * Sets the network that tells later whether the device still runs at the same pace.
     *
     * @param milliseconds latency at its fastest
     */
    public DeviceProfileBuilder reference(Network network, double milliseconds) {
        reference = new DeviceProfile.Reference(NetworkFile.write(network), milliseconds);
        return this;
    }

    /** Sets how much slower the reference was at its slowest than at its fastest. */
    public DeviceProfileBuilder drift(double factor) {
        drift = factor;
        return this;
    }

    /**
     * Sets the model of latencies.
     *
     * @param fittedTo number of networks that the model was fitted to
     */
    public DeviceProfileBuilder model(LatencyModel fitted, int fittedTo) {
        model = fitted;
        networks = fittedTo;
        return this;
    }

    /** Sets how the model does on networks that it has not seen. */
    public DeviceProfileBuilder validation(DeviceProfile.Validation tried) {
        validation = tried;
        return this;
    }

    /** Fits the model to what was measured, and tries it on the rest. */
    DeviceProfileBuilder fit(List<Measured> training, List<Measured> unseen) {
        Measured.Fit fit = Measured.Fit.of(training, unseen, problem);
        learned = fit.learned();
        return model(fit.model(), training.size()).validation(fit.validation());
    }

    /**
     * Sets what was learned from a table, and how it does on networks that were held out; the problem must be set.
     *
     * @param table name of the table
     * @param column column of the times, and their unit
     */
    public DeviceProfileBuilder learned(LearnedLatency latency, String table, String column) {
        List<DeviceProfile.Point> points = new ArrayList<>();
        for (int i = 0; i < latency.rows().size(); i++) {
            double milliseconds = latency.rows().get(i).milliseconds();
            points.add(new DeviceProfile.Point(
                    latency.best().predicted().get(i), milliseconds, milliseconds, milliseconds));
        }
        Judged judged = Judged.of(points);
        learned = LearnedProfile.of(latency, table, column);
        LatencyModel plain = latency.best().kind() == LatencyKind.OPERATIONS
                ? LatencyKind.sum(latency.rows(), problem)
                : LatencyModel.NONE;
        return model(new LatencyModel(plain.nanoseconds(), judged.margin()), points.size())
                .validation(judged.validation());
    }

    /** The profile. */
    public DeviceProfile build() {
        return new DeviceProfile(
                DeviceProfile.FORMAT,
                device,
                runtime,
                threads,
                problem.space().name(),
                spaceSha256,
                problem.input().channels(),
                problem.input().resolution(),
                problem.input().classes(),
                networks,
                drift,
                reference,
                model.nanoseconds(),
                model.margin(),
                validation,
                learned);
    }
}
