package io.narsil.study.training;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.DataSpec;
import io.narsil.data.PreparedData;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.KeptEpoch;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerPool;
import io.narsil.search.TrialResult;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.evaluation.TestPart;
import io.narsil.study.event.InputEvents;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.export.GivenWeights;
import io.narsil.study.export.OnnxExport;
import io.narsil.study.folder.BegunTraining;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One network with one recipe, trained outside any search, in a folder of its own.
 *
 * <p>Stopped at any time, the same training goes on from its last epoch with the same bits.
 */
public final class SingleTraining {
    private static final int ANY_SIZE = 0;
    private static final String WEIGHTS = "weights";
    private static final String START = "start";
    private static final String PREDICTIONS = "predictions";

    private final Network network;
    private final Map<String, String> recipe;
    private final DataSpec data;
    private final int epochs;
    private final long seed;
    private final Optional<GivenWeights> start;
    private final Engine engine;
    private final String score;

    SingleTraining(SingleTrainingBuilder builder) {
        start = builder.start;
        engine = builder.engine;
        score = builder.score;
        network = start.map(weights -> weights.of(builder.network)).orElse(builder.network);
        recipe = Recipe.complete(builder.recipe);
        data = builder.data;
        epochs = builder.epochs;
        seed = builder.seed;
    }

    /**
     * Begins a training with the usual recipe.
     *
     * @param network network whose channels and classes are fitted to the images; where the data names a resolution, or the
     *     network is of {@link #anySize}, it takes their size. Otherwise images are scaled to its own: while it learns where they
     *     are squares of one size, and else before
     * @param data images to learn from
     */
    public static SingleTrainingBuilder of(Network network, DataSpec data) {
        return new SingleTrainingBuilder(network, data);
    }

    /**
     * How a training ended. The weights that are kept are those that {@link KeptEpoch} chooses.
     *
     * @param curve validation score after each epoch, 0..1
     * @param bestEpoch epoch of the weights that are kept, from 1
     * @param test score on the test images of the weights that are kept, 0..1
     * @param classes classes of the images with their counts
     * @param detail answers of these weights, class by class
     * @param proof agreement of the ONNX file with the network
     * @param answers answers of the ONNX file to all test images, which lie beside it, too
     */
    public record Result(
            List<Double> curve,
            int bestEpoch,
            double test,
            List<ClassCount> classes,
            Detail detail,
            OnnxExport.Proof proof,
            Evaluation answers) {
        /** The validation score of the weights that are kept. */
        public double best() {
            return curve.get(bestEpoch - 1);
        }
    }

    /**
     * Trains to the end.
     *
     * @param out folder in which everything is written
     * @throws UserException where the network does not suit the images, the folder is taken, or the training failed
     */
    public Result run(Path out, StudyListener events) {
        RunFolder folder = new RunFolder(out.toAbsolutePath().normalize());
        ModelFolder model = new ModelFolder(folder.path());
        try (RunLock lock = RunLock.take(folder)) {
            model.refuseFinished();
            OnnxExport.checkRoom();
            List<String> notes = new ArrayList<>();
            BegunTraining.dropImages(folder);
            DataSet images = PreparedData.write(
                    folder.images(),
                    data,
                    DataSources.of(data, "--data"),
                    keepsSize() ? OptionalInt.of(network.resolution()) : OptionalInt.empty(),
                    notes::add);
            notes.forEach(note -> events.on(new StudyEvent.DataNoted(note)));
            events.on(InputEvents.read(images));
            events.on(InputEvents.counted(images));
            Provenance.refuseOtherImages(folder, images.fingerprint());
            Network fitted = fitted(images);
            events.on(new StudyEvent.NetworkFitted(
                    fitted.name(),
                    fitted.input(),
                    fitted.classes(),
                    fitted.cost().macs(),
                    fitted.cost().params()));
            // Before anything is written or started: weights that do not fit are refused at once.
            start.ifPresent(weights -> {
                weights.check(fitted);
                events.on(InputEvents.started(weights.parent().orElse(fitted), fitted, weights.share(fitted)));
            });
            events.on(new StudyEvent.RecipeChosen(recipe, epochs));
            Result result = train(folder, model, fitted, images, notes, events);
            folder.dropScratch();
            return result;
        }
    }

    /** A network that takes the size of whatever images it is trained on. */
    public static Network anySize(Network network) {
        return network.with(network.name(), network.channels(), ANY_SIZE, network.classes());
    }

    private boolean keepsSize() {
        return network.resolution() != ANY_SIZE && data.resolution().isEmpty();
    }

    private Network fitted(DataSet images) {
        Network fitted = network.with(
                network.name(),
                images.train().channels(),
                keepsSize() ? network.resolution() : images.train().size(),
                images.classes().size());
        try {
            fitted.cost();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException("--network", "it does not suit these images: " + e.getMessage(), "--resolution 64");
        }
        return fitted;
    }

    private Result train(
            RunFolder folder,
            ModelFolder model,
            Network fitted,
            DataSet images,
            List<String> notes,
            StudyListener events) {
        TrainRequest.Builder request = TrainRequest.of(0, fitted)
                .seedOf(seed, 0)
                .recipe(recipe)
                .images(RunArtifacts.IMAGES)
                .epochs(epochs)
                .score(score)
                .tested(true)
                .predictions(PREDICTIONS)
                .checkpoint("training")
                .bestWeights(WEIGHTS);
        FolderArtifacts files = new FolderArtifacts(folder.scratch())
                .with(RunArtifacts.IMAGES, folder.images())
                .with(WEIGHTS, model.weights());
        if (start.isPresent()) {
            files = files.with(START, start.get().file());
            start.get().start(request, START);
        }
        folder.makeScratch();
        TrainRequest asked = request.build();
        BegunTraining.of(asked, engine, start.map(GivenWeights::file), Optional.empty())
                .begin(folder);
        model.write(fitted, recipe);
        try (TrialRunner runner = WorkerPool.of(WorkerCommand.builtIn(engine), folder.workerLog(), files)
                .build()) {
            String trainer = runner.start();
            Provenance.here(trainer, images.fingerprint(), seed, notes).write(folder);
            TrialResult trained = runner.run(List.of(asked), new Told(events)).get(0);
            List<Double> curve = BegunTraining.scores(trained, folder);
            OnnxExport.Proof proof = new OnnxExport(runner, files).write(fitted, WEIGHTS, images, model.onnx());
            Result result = new Result(
                    curve,
                    KeptEpoch.of(asked, images.validation().count()).of(curve),
                    trained.testScore().orElseThrow(),
                    ClassCount.of(images),
                    Detail.read(files.path(PREDICTIONS), images),
                    proof,
                    answers(images, model));
            // Last, since with it the training is finished.
            model.writeMetrics(metrics(result, fitted, images));
            return result;
        }
    }

    private Evaluation answers(DataSet images, ModelFolder model) {
        // Images of the network's size have it, or were scaled to it.
        boolean scaled = keepsSize() && images.train().size() == network.resolution();
        try (TestPart part = new TestPart(images, scaled ? data.resolved(network.resolution()) : data)) {
            return part.answersOf(model);
        }
    }

    private Map<String, Object> metrics(Result result, Network fitted, DataSet images) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cost", fitted.cost());
        metrics.put("epochs", epochs);
        metrics.put("classes", images.classes());
        metrics.put("best_epoch", result.bestEpoch());
        metrics.put("validation_" + score, result.best());
        metrics.put("test_" + score, result.test());
        Evaluation.Share top5 = result.answers().top5();
        metrics.put("test_top5", top5 == null ? null : top5.share());
        metrics.put("detail", result.detail());
        metrics.put("validation_curve", result.curve());
        metrics.put("onnx", result.proof());
        return metrics;
    }

    private record Told(StudyListener events) implements RunListener {
        @Override
        public void epoch(WorkerMessage.Epoch e) {
            events.on(new StudyEvent.EpochDone(e.trial(), e.epoch(), e.loss(), e.score(), e.seconds()));
        }
    }
}
