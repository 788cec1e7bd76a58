package io.narsil.cli;

import io.narsil.augment.RandAugment;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.data.Batches;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.data.Variation;
import io.narsil.files.Folders;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Outcome;
import io.narsil.runner.Precision;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.space.Images;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many images a second the whole machine trains on, as Narsil sets it up and as a plain program would, in turn on the
 * same networks and images.
 */
final class TrainingBench {
    private static final int IMAGES = 2_048;
    /** A tenth, as a folder of images has it. */
    private static final int VALIDATION = IMAGES / 10;

    private static final int NETWORKS = 4;
    private static final Budget UP_TO_5M = new Budget("all", Map.of(Measure.MACS, 5_000_000L));
    private static final int LOADED = 20_000;
    private static final Map<String, String> RECIPE = Recipe.complete(
            Map.of("crop", "2", "flip", "on", "mixup", "0.2", "rand_augment", "5", "ema", "on", "dropout", "0.1"));

    private final DataSet data;
    private final Path folder;
    private final List<TrialRequest> requests;
    private final String macs;

    private TrainingBench(DataSet data, List<Network> networks, Path folder) {
        this.data = data;
        this.folder = folder;
        macs = networks.stream()
                .map(n -> String.format(Locale.ROOT, "%.1fM", n.cost().macs() / 1e6))
                .collect(Collectors.joining(", "));
        Path file = folder.resolve("images.safetensors");
        PreparedData.write(file, data);
        requests = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            requests.add(TrialRequest.of(i, i, Protocol.architecture(networks.get(i)), RECIPE, file.toString(), 1, 1)
                    .build());
        }
    }

    /**
     * Measures {@code repeats} times, after once for warming up.
     *
     * @param budget of sampled networks; 5 million multiply-adds without one
     * @param network to train instead, as often as sampled ones would be trained
     */
    static void run(DataSpec spec, Optional<Budget> budget, Optional<Network> network, int repeats, BenchOutput out) {
        DataSet data = DataSources.of(spec, "--data").load();
        if (data.train().count() < IMAGES) {
            throw new UserException(
                    "--data", "there are " + data.train().count() + " training images, fewer than " + IMAGES, "");
        }
        data = new DataSet(
                data.name(),
                data.classes(),
                first(data.train(), IMAGES),
                first(data.validation(), Math.min(VALIDATION, data.validation().count())),
                data.test(),
                data.mean(),
                data.deviation());
        Path folder = null;
        try {
            folder = Files.createTempDirectory("narsil-bench");
            Images images = new Images(
                    data.train().channels(), data.train().size(), data.classes().size());
            List<Network> networks = network.map(n -> Collections.nCopies(NETWORKS, fitted(n, images)))
                    .orElseGet(() -> sampled(budget.orElse(UP_TO_5M), images));
            new TrainingBench(data, networks, folder).measure(repeats, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static List<Network> sampled(Budget budget, Images images) {
        StageCosts costs = new StageCosts(SpaceFile.shipped("fbnetv3-small"), images);
        return Pool.build(List.of(budget), costs, 100, new Seeds(1)).all().stream()
                .limit(NETWORKS)
                .map(c -> costs.space().network(c, images))
                .toList();
    }

    private static Network fitted(Network network, Images images) {
        if (network.channels() != images.channels() || network.classes() != images.classes()) {
            throw new UserException(
                    "--network",
                    String.format(
                            Locale.ROOT,
                            "it takes %d channels and knows %d classes, and the images have %d and %d",
                            network.channels(),
                            network.classes(),
                            images.channels(),
                            images.classes()),
                    "other images with --data");
        }
        return network;
    }

    private static ImageSet first(ImageSet set, int count) {
        byte[] pixels = new byte[count * set.imageBytes()];
        set.pixels().get(0, pixels);
        return new ImageSet(ByteBuffer.wrap(pixels), Arrays.copyOf(set.labels(), count), set.channels(), set.size());
    }

    private void measure(int repeats, BenchOutput out) {
        int cores = Runtime.getRuntime().availableProcessors();
        out.say(
                "%d networks with %s multiply-adds, an epoch of %,d images %dx%d each; %d processors",
                requests.size(), macs, IMAGES, data.train().size(), data.train().size(), cores);
        TrainingRates rates = new TrainingRates();
        Map<String, WorkerPool> pools = new LinkedHashMap<>();
        try {
            pools.put(
                    "1 process, " + cores + " threads, channels first, default allocator",
                    pool(WorkerCommand.plain(cores), 1, "plain"));
            Set<Precision> precisions = new LinkedHashSet<>(List.of(Precision.FP32, Precision.quickest(Device.CPU)));
            for (Precision precision : precisions) {
                String name = Words.of(precision);
                pools.put(
                        cores + " processes, 1 thread, channels last, allocator that keeps memory, " + name,
                        pool(WorkerCommand.builtIn(new Engine(Device.CPU, precision)), cores, name));
            }
            // The last set-up's start counts: the first one may have to unpack libtorch.
            double start = 0;
            for (WorkerPool pool : pools.values()) {
                long begun = System.nanoTime();
                pool.start();
                start = (System.nanoTime() - begun) / 1e9 / cores;
            }
            for (int i = 0; i <= repeats; i++) {
                List<String> said = new ArrayList<>();
                for (Map.Entry<String, WorkerPool> pool : pools.entrySet()) {
                    double rate = train(pool.getValue());
                    said.add(String.format(Locale.ROOT, "%.0f", rate));
                    if (i > 0) {
                        rates.add(pool.getKey(), rate);
                    }
                }
                if (i > 0) {
                    out.say("%d of %d: %s images/s", i, repeats, String.join(", ", said));
                }
            }
            report(rates, start, cores, out);
        } finally {
            pools.values().forEach(WorkerPool::close);
        }
    }

    private WorkerPool pool(WorkerCommand command, int count, String name) {
        return new WorkerPool(command, count, folder.resolve(name + ".log"));
    }

    private void report(TrainingRates rates, double start, int cores, BenchOutput out) {
        rates.print(out);
        double loading = loading();
        double perCore = rates.ofTheLast() / cores;
        out.say(
                "loading     %,.0f images/s in one thread, augmentation included: %.0f times what it trains on",
                loading, loading / perCore);
        out.say("start       %.1f s until a worker is ready", start);
        Map<String, Object> figures = Map.of(
                "images_per_second", rates.all(), "ratios", rates.ratios(), "loading", loading, "start_seconds", start);
        out.figures("training", figures, rates.csv());
    }

    private double train(WorkerPool pool) {
        long begun = System.nanoTime();
        for (Outcome outcome : pool.run(requests, new RunListener() {})) {
            if (outcome.status() != Outcome.Status.DONE) {
                throw new UserException("", "a training failed: " + outcome.reason(), "");
            }
        }
        return (double) requests.size() * IMAGES / ((System.nanoTime() - begun) / 1e9);
    }

    /** Images a second that one thread reads, varies, mixes and normalises. */
    private double loading() {
        Variation variation = new Variation(List.of(new RandAugment(5)), 2, true, 0.2);
        Batches batches = new Batches(data, data.train());
        int batch = 64;
        float[] values = new float[batch * batches.imageValues()];
        long[] labels = new long[batch];
        long begun = 0;
        int loaded = 0;
        for (int epoch = 0; loaded < LOADED; epoch++) {
            // The first pass warms up.
            if (epoch == 1) {
                begun = System.nanoTime();
            }
            Batches.Epoch pass = batches.epoch(new Seeds(1), epoch, variation);
            for (int i = 0; i < batches.count() / batch; i++) {
                pass.next(batch, values, labels, labels.clone());
                loaded += epoch == 0 ? 0 : batch;
            }
        }
        return loaded / ((System.nanoTime() - begun) / 1e9);
    }
}
