package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.PreparedData;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeFile;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Outcome;
import io.narsil.runner.Protocol;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerPool;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One network with one recipe, trained outside any search, in a folder of its own.
 *
 * <p>Stopped at any time, the same training goes on from its last epoch with the same bits.
 */
public final class SingleTraining {
    private static final int ANY_SIZE = 0;

    private final Network network;
    private final Map<String, String> recipe;
    private final DataSpec data;
    private final int epochs;
    private final long seed;
    private final Path out;
    private final Optional<Path> start;
    private final Engine engine;

    /**
     * A training.
     *
     * @param network whose channels and classes are fitted to the images; images are scaled to its size, but where the data
     *     names a resolution, or the network is of {@link #anySize}
     * @param recipe settings by name; those left out have their defaults
     * @param out where everything is written
     */
    public SingleTraining(Network network, Map<String, String> recipe, DataSpec data, int epochs, long seed, Path out) {
        this(network, recipe, data, epochs, seed, out, Optional.empty(), Engine.quickest(Device.CPU));
    }

    private SingleTraining(
            Network network,
            Map<String, String> recipe,
            DataSpec data,
            int epochs,
            long seed,
            Path out,
            Optional<Path> start,
            Engine engine) {
        this.start = start;
        this.engine = engine;
        this.network = network;
        this.recipe = Recipe.complete(recipe);
        this.data = data;
        this.epochs = epochs;
        this.seed = seed;
        this.out = out.toAbsolutePath().normalize();
    }

    /**
     * The same, from weights; a network of the zoo is then taken as the file has it, Narsil's way or timm's.
     *
     * @param weights a safetensors file, or null for random weights
     */
    public SingleTraining from(Path weights) {
        if (weights == null) {
            return this;
        }
        Network as = TimmWeights.network(network, weights);
        return new SingleTraining(as, recipe, data, epochs, seed, out, Optional.of(weights.toAbsolutePath()), engine);
    }

    /** The same, on another device or in another precision; the processor's quickest where nothing is said. */
    public SingleTraining on(Engine other) {
        return new SingleTraining(network, recipe, data, epochs, seed, out, start, other);
    }

    /**
     * How a training ended. The weights that are kept are those of the first epoch of the best validation accuracy.
     *
     * @param curve validation accuracy after each epoch, 0..1
     * @param test accuracy of the weights that are kept on the test images, 0..1
     */
    public record Result(List<Double> curve, double test) {
        /** The validation accuracy of the weights that are kept. */
        public double best() {
            return curve.stream().mapToDouble(a -> a).max().orElseThrow();
        }

        /** The epoch of the weights that are kept, from 1. */
        public int bestEpoch() {
            return curve.indexOf(best()) + 1;
        }
    }

    /** Is told how a training goes on. */
    public interface Listener {
        /** What is about to be done. */
        void stage(String name, String text);

        /** An epoch is over; those before an interruption are told again. */
        void epoch(int number, double loss, double accuracy, double seconds);
    }

    /**
     * Trains to the end.
     *
     * @throws UserException where the network does not suit the images, the folder is taken, or the training failed
     */
    public Result run(Listener listener) {
        try (RunFolder folder = RunFolder.open(out)) {
            if (Files.exists(out.resolve("metrics.json"))) {
                throw new UserException(
                        out.toString(), "this folder holds a finished training", "another one with --out");
            }
            DataSet images = DataSources.of(data, "--data").load();
            PreparedData.write(folder.images(), images);
            listener.stage("data", StageTexts.data(images));
            Network fitted = fitted(images);
            listener.stage(
                    "network",
                    String.format(
                            Locale.ROOT,
                            "%s for images of %s and %d classes: %,d multiply-adds, %,d parameters",
                            fitted.name(),
                            fitted.input(),
                            fitted.classes(),
                            fitted.cost().macs(),
                            fitted.cost().params()));
            // Before anything is written or started: weights that do not fit are refused at once.
            start.ifPresent(file -> WeightFile.read(file, WeightShapes.of(fitted), WeightShapes.head(fitted)));
            listener.stage("recipe", RecipeText.brief(recipe) + "; " + epochs + " epochs");
            WholeFile.write(out.resolve("architecture.yaml"), NetworkFile.write(fitted));
            WholeFile.write(out.resolve("recipe.yaml"), RecipeFile.write(recipe));
            Result result = train(folder, fitted, images, listener);
            folder.dropScratch();
            return result;
        }
    }

    /** A network that takes the size of whatever images it is trained on. */
    public static Network anySize(Network network) {
        return network.with(network.name(), network.channels(), ANY_SIZE, network.classes());
    }

    private Network fitted(DataSet images) {
        boolean own = network.resolution() != ANY_SIZE && data.resolution().isEmpty();
        Network fitted = network.with(
                network.name(),
                images.train().channels(),
                own ? network.resolution() : images.train().size(),
                images.classes().size());
        try {
            fitted.cost();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException("--network", "it does not suit these images: " + e.getMessage(), "--resolution 64");
        }
        return fitted;
    }

    private Result train(RunFolder folder, Network fitted, DataSet images, Listener listener) {
        TrialRequest.Builder request = TrialRequest.of(
                        0,
                        new Seeds(seed).derive("trial", 0),
                        Protocol.architecture(fitted),
                        recipe,
                        folder.images().toString(),
                        epochs,
                        epochs)
                .tested(true)
                .checkpoint(out.resolve("checkpoints/training.safetensors"))
                .weights(out.resolve("weights.safetensors"), true);
        start.ifPresent(request::start);
        folder.makeScratch();
        Map<Integer, Double> curve = new TreeMap<>();
        Outcome outcome;
        try (WorkerPool workers = new WorkerPool(WorkerCommand.builtIn(engine), 1, folder.workerLog())) {
            Runtime.getRuntime().addShutdownHook(new Thread(workers::close));
            String engine = workers.start();
            WholeFile.write(folder.provenance(), Json.write(Provenance.here(engine, images.fingerprint(), seed)));
            outcome = workers.run(List.of(request.build()), new Told(epoch -> {
                        curve.put(epoch.epoch(), epoch.accuracy());
                        listener.epoch(epoch.epoch(), epoch.loss(), epoch.accuracy(), epoch.seconds());
                    }))
                    .get(0);
        }
        if (outcome.status() != Outcome.Status.DONE) {
            throw new UserException(
                    "",
                    "the training " + (outcome.status() == Outcome.Status.DIVERGED ? "diverged: " : "failed: ")
                            + outcome.reason(),
                    outcome.status() == Outcome.Status.DIVERGED ? "a smaller learning rate" : "");
        }
        Result result =
                new Result(List.copyOf(curve.values()), outcome.testAccuracy().orElseThrow());
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cost", fitted.cost());
        metrics.put("epochs", epochs);
        metrics.put("classes", images.classes());
        metrics.put("best_epoch", result.bestEpoch());
        metrics.put("validation_accuracy", result.best());
        metrics.put("test_accuracy", result.test());
        metrics.put("validation_curve", result.curve());
        WholeFile.write(out.resolve("metrics.json"), Json.write(metrics));
        return result;
    }

    private record Told(Consumer<WorkerMessage.Epoch> listener) implements RunListener {
        @Override
        public void epoch(WorkerMessage.Epoch epoch) {
            listener.accept(epoch);
        }
    }
}
