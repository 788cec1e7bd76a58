package io.narsil.device;

import io.narsil.files.Fingerprint;
import io.narsil.latency.LatencyModel;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.space.Problem;
import java.util.List;

/** A {@link DeviceProfile} in the making; all of it must be given but for the drift, which is 1 where nothing is said. */
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
     * @param milliseconds time that it took at its fastest
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
     * @param fittedTo number of networks that it was fitted to
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
        Measured.Fit fit = Measured.Fit.of(training, unseen);
        return model(fit.model(), training.size()).validation(fit.validation());
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
                validation);
    }
}
