package io.narsil.cli.bench.training;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.files.Folders;
import io.narsil.files.TemporaryFolder;
import io.narsil.lab.training.BenchWork;
import io.narsil.lab.training.LoadingRate;
import io.narsil.lab.training.TrainingRates;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.Precision;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How many images a second the whole machine trains on, as Narsil sets it up and as a plain program would, in turn on the
 * same networks and images.
 */
public final class TrainingBench {
    private static final String IMAGES = "images";
    private static final Map<String, String> RECIPE = Recipe.complete(
            Map.of("crop", "2", "flip", "on", "mixup", "0.2", "rand_augment", "5", "ema", "on", "dropout", "0.1"));

    private final BenchWork work;
    private final Device device;
    /** Each network is trained so often in a row: workers then have equal work, and none waits for another at the end. */
    private final int workers;

    private final Path folder;
    private final List<TrainRequest> requests = new ArrayList<>();

    private TrainingBench(BenchWork work, Device device, int workers, Path folder) {
        this.work = work;
        this.device = device;
        this.workers = workers;
        this.folder = folder;
        PreparedData.write(new FolderArtifacts(folder).path(IMAGES), work.data());
        for (int i = 0; i < work.networks().size() * workers; i++) {
            Network network = work.networks().get(i / workers);
            requests.add(TrainRequest.of(i, network)
                    .seed(i)
                    .recipe(RECIPE)
                    .images(IMAGES)
                    .build());
        }
    }

    /**
     * Measures {@code repeats} times, after once for warming up.
     *
     * @param workers processes that train at the same time
     */
    public static void run(BenchWork work, Device device, int workers, int repeats, BenchOutput out) {
        try {
            Path folder = Files.createTempDirectory("narsil-bench");
            new TrainingBench(work, device, workers, folder).measure(repeats, out);
            // Where a training fails the folder stays: the workers' log is in it.
            Folders.delete(folder);
        } catch (IOException e) {
            throw TemporaryFolder.failure(e);
        }
    }

    private void measure(int repeats, BenchOutput out) {
        ImageSet train = work.data().train();
        out.note(
                "networks of %s multiply-adds, %d epochs of %,d images %dx%d each; %d processors",
                work.macs(),
                workers,
                train.count(),
                train.size(),
                train.size(),
                Runtime.getRuntime().availableProcessors());
        TrainingRates rates = new TrainingRates();
        Map<String, TrialRunner> pools = new LinkedHashMap<>();
        try {
            setUps(pools);
            // The last set-up's start counts: the first one may have to unpack libtorch.
            double start = 0;
            for (TrialRunner pool : pools.values()) {
                long begun = System.nanoTime();
                pool.start();
                start = (System.nanoTime() - begun) / 1e9 / workers;
            }
            for (int i = 0; i <= repeats; i++) {
                List<String> said = new ArrayList<>();
                for (Map.Entry<String, TrialRunner> pool : pools.entrySet()) {
                    double rate = train(pool.getValue());
                    said.add(String.format(Locale.ROOT, "%.0f", rate));
                    if (i > 0) {
                        rates.add(pool.getKey(), rate);
                    }
                }
                if (i > 0) {
                    out.note("%d of %d: %s images/s", i, repeats, String.join(", ", said));
                }
            }
            report(rates, start, out);
        } finally {
            pools.values().forEach(TrialRunner::close);
        }
    }

    /** What is compared, the set-up of a search last. */
    private void setUps(Map<String, TrialRunner> pools) {
        if (device == Device.CPU) {
            pools.put(
                    "1 process, " + workers + " threads, channels first, default allocator",
                    pool(WorkerCommand.plain(workers), 1, "plain"));
        } else {
            Engine engine = Engine.quickest(device);
            pools.put(
                    "1 process on the card, " + Words.of(engine.precision()),
                    pool(WorkerCommand.builtIn(engine), 1, "alone"));
        }
        Set<Precision> precisions = new LinkedHashSet<>(List.of(Precision.FP32, Precision.quickest(device)));
        for (Precision precision : precisions) {
            String name = Words.of(precision);
            String set = device == Device.CPU
                    ? ", 1 thread, channels last, allocator that keeps memory, "
                    : " on the card, ";
            pools.put(
                    workers + " processes" + set + name,
                    pool(WorkerCommand.builtIn(new Engine(device, precision)), workers, name));
        }
    }

    private TrialRunner pool(WorkerCommand command, int count, String name) {
        return WorkerPool.of(command, folder.resolve(name + ".log"), new FolderArtifacts(folder))
                .workers(count)
                .build();
    }

    private void report(TrainingRates rates, double start, BenchOutput out) {
        RatesView.print(rates, out);
        double loading = LoadingRate.of(work.data());
        double perCore = rates.ofTheLast() / workers;
        out.say(
                "loading     %,.0f images/s in one thread, augmentation included: %.0f times what it trains on",
                loading, loading / perCore);
        out.say("start       %.1f s until a worker is ready", start);
        Map<String, Object> figures = Map.of(
                "images_per_second", rates.all(), "ratios", rates.ratios(), "loading", loading, "start_seconds", start);
        out.figures(work.name(), figures, rates.csv());
    }

    private double train(TrialRunner pool) {
        long begun = System.nanoTime();
        for (TrialResult outcome : pool.run(requests, new RunListener() {})) {
            if (!outcome.done()) {
                throw new UserException(folder.toString(), "a training failed: " + outcome.reason(), "");
            }
        }
        return (double) requests.size() * work.data().train().count() / ((System.nanoTime() - begun) / 1e9);
    }
}
