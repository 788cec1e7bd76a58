package io.narsil.cli.bench.training;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.cli.text.NetworkArgument;
import io.narsil.cli.text.Options;
import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.lab.training.BenchWork;
import io.narsil.network.Network;
import io.narsil.runner.Device;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Budget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code narsil bench --training}. */
public final class TrainingOptions {
    @Option(
            names = "--training",
            description = "Instead: images a second that this machine trains on, against a plain set-up.")
    private boolean training;

    @Option(names = "--data", paramLabel = "NAME|DIR", description = "Images for --training; fashion by default.")
    private String data;

    @Option(
            names = "--resolution",
            paramLabel = "N",
            description = "Pixels to which the images of --training are scaled.")
    private Integer resolution;

    @Option(
            names = "--network",
            paramLabel = "NAME|FILE",
            description =
                    "A network for --training, with the images' size, channels and classes; sampled small and large"
                            + " ones by default.")
    private String network;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "What computes in --training: cpu or cuda; cpu by default.")
    private String device;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Processes that train at the same time in --training; one a processor by default.")
    private Integer workers;

    @Option(names = "--repeats", paramLabel = "N", description = "Measurements of --training; 5 by default.")
    private Integer repeats;

    /** Whether training is to be measured; where it is not, an option that only it reads is refused. */
    public boolean wanted() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("--data", data);
        own.put("--network", network);
        own.put("--resolution", resolution);
        own.put("--device", device);
        own.put("--workers", workers);
        own.put("--repeats", repeats);
        own.forEach((name, value) -> {
            if (!training && value != null) {
                throw new UserException(name, "only --training reads it", "add --training");
            }
        });
        return training;
    }

    /**
     * Measures.
     *
     * @param budget limits of the networks; small and large ones without it
     */
    public void run(Optional<Budget> budget, BenchOutput out) {
        int times = repeats == null ? 5 : repeats;
        Options.check("--repeats", times, 1, 1000);
        int processes = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        Options.check("--workers", processes, 1, WorkerPool.MOST);
        Device computes = device == null ? Device.CPU : Options.word("--device", Device.class, device);
        DataSpec images = DataSpec.of(data == null ? "fashion" : data, Optional.ofNullable(resolution));
        Optional<Network> own = Optional.ofNullable(network).map(n -> NetworkArgument.find("--network", n));
        for (BenchWork work : BenchWork.of(images, budget, own, computes == Device.CUDA)) {
            TrainingBench.run(work, computes, processes, times, out);
        }
    }
}
