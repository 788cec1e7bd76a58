package io.narsil.torch;

import io.narsil.config.Words;
import io.narsil.data.DataSet;
import io.narsil.data.MarkedFile;
import io.narsil.data.PreparedData;
import io.narsil.files.Fingerprint;
import io.narsil.network.Architecture;
import io.narsil.random.Seeds;
import io.narsil.recipe.PlaceRule;
import io.narsil.recipe.Recipe;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.KeptEpoch;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerMessage;
import io.narsil.task.ClassScore;
import io.narsil.tensors.InheritedWeights;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Carries out requests, in which files are named by path, and sends all messages about them except the one that ends
 * them.
 */
final class RequestHandler {
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);

    private final TorchDevice device;
    private final Consumer<WorkerMessage> out;
    /** The images of the last request: most requests have the same. */
    private Optional<DataSet> images = Optional.empty();

    private String imagesPath = "";

    RequestHandler(TorchDevice device, Consumer<WorkerMessage> out) {
        this.device = device;
        this.out = out;
    }

    private DataSet images(String path) {
        if (images.isEmpty() || !imagesPath.equals(path)) {
            images = Optional.of(PreparedData.read(Path.of(path)));
            imagesPath = path;
        }
        return images.get();
    }

    /** Writes the logits of the first test images. */
    void answer(AnswerRequest request) {
        DataSet data = images(request.images()).asSeenBy(request.network());
        // Nothing is trained: any recipe will do.
        Recipe recipe = Recipe.of(Recipe.complete(Map.of()));
        Setup setup = Setup.on(device).from(Path.of(request.weights())).unmarked(data);
        try (Trainer trainer = new Trainer(request.trained(), recipe, data, new Seeds(0), 1, setup)) {
            List<TensorEntry> logits = trainer.logits(data.test(), request.count());
            Safetensors.write(Path.of(request.answers()), logits, Map.of());
        }
    }

    /** Trains, and returns the score on the test images if the request asks for it. */
    WorkerMessage.Done train(TrainRequest request) {
        DataSet data = images(request.images()).asSeenBy(request.network());
        Optional<Teacher> teacher = Optional.ofNullable(request.teacher())
                .map(t -> new Teacher(t.network(), Path.of(t.weights()), t.share(), t.after()));
        Setup setup = setup(request, data, teacher);
        Recipe recipe = Recipe.of(request.recipe());
        Seeds seeds = new Seeds(request.seed());
        Architecture network = request.trained();
        try (Trainer trainer = new Trainer(network, recipe, data, seeds, request.scheduleEpochs(), setup)) {
            epochs(request, trainer, KeptEpoch.of(request, data.validation().count()));
            if (request.best()) {
                trainer.use(Path.of(request.weights()));
            } else if (!request.weights().isEmpty()) {
                writeWeights(request, trainer);
            }
            if (!request.predictions().isEmpty()) {
                trainer.writeAnswers(Path.of(request.predictions()));
            }
            return new WorkerMessage.Done(request.trial(), request.test() ? trainer.score(data.test()) : null);
        }
    }

    private Setup setup(TrainRequest request, DataSet data, Optional<Teacher> teacher) {
        TrainRequest.Detection detection = request.detection();
        ClassScore score = detection == null ? ClassScore.named(request.score()) : ClassScore.ACCURACY;
        Setup setup = new Setup(file(request.start()), inherited(request), teacher, device, score, Optional.empty());
        return detection == null ? setup : setup.marked(MarkedFile.read(Path.of(detection.objects()), data));
    }

    private static Optional<BiConsumer<String, float[]>> inherited(TrainRequest request) {
        return Optional.ofNullable(request.parent())
                .map(p -> InheritedWeights.read(p.network(), Path.of(p.weights()), request.network())::into);
    }

    private void epochs(TrainRequest request, Trainer trainer, KeptEpoch kept) {
        IntFunction<String> identity = identity(request, trainer);
        Optional<Path> checkpoint = file(request.checkpoint());
        List<Trainer.EpochResult> epochs = new ArrayList<>();
        checkpoint
                .flatMap(file -> Checkpoint.restore(file, trainer, identity))
                // A training that went on since is asked for its beginning once more, where only that was lost.
                .ifPresent(known -> epochs.addAll(known.subList(0, Math.min(known.size(), request.epochs()))));
        for (int epoch = 1; epoch <= epochs.size(); epoch++) {
            say(request, epoch, epochs.get(epoch - 1), 0);
        }
        for (int epoch = epochs.size() + 1; epoch <= request.epochs(); epoch++) {
            long begun = System.nanoTime();
            Trainer.EpochResult result = trainer.epoch(epoch, heartbeat(request.trial()));
            // Before the checkpoint that knows of the epoch: a training killed in between comes by here once more.
            if (request.best()
                    && kept.replaces(
                            epochs.stream().map(Trainer.EpochResult::score).toList(), result.score())) {
                writeWeights(request, trainer);
            }
            epochs.add(result);
            if (checkpoint.isPresent()) {
                Checkpoint.save(checkpoint.get(), trainer, identity.apply(epoch), epochs);
            }
            say(request, epoch, result, (System.nanoTime() - begun) / 1e9);
        }
    }

    /**
     * The identity of a training after some epochs: all that its state depends on, which is the teacher once it has begun to
     * teach. Files stand by their content, so that a folder that was moved goes on; the images are those of the folder,
     * which its owner has compared.
     */
    private IntFunction<String> identity(TrainRequest request, Trainer trainer) {
        TrainRequest.Teacher teacher = request.teacher();
        String taught = teacher == null
                ? "null"
                : Protocol.architecture(teacher.network()) + " " + content(teacher.weights()) + " " + teacher.share()
                        + (teacher.after() == 0 ? "" : " after " + teacher.after());
        TrainRequest.Parent parent = request.parent();
        String inherited = parent == null
                ? ""
                : " parent " + Protocol.architecture(parent.network()) + " " + content(parent.weights());
        TrainRequest.Detection detection = request.detection();
        String found = detection == null
                ? ""
                : " detection " + detection.neck() + " " + detection.depth() + " " + detection.activation() + " "
                        + content(detection.objects());
        String before = Protocol.architecture(request.network()) + " " + told(request.recipe()) + " " + request.seed()
                + " " + request.scheduleEpochs() + " " + content(request.start()) + " ";
        String behind =
                (request.score().equals(ClassScore.ACCURACY.key()) ? "" : " " + request.score()) + inherited + found;
        return epochs -> {
            boolean teaches = teacher != null && epochs > teacher.after();
            return before + (teaches ? taught : "null") + behind + trainer.scaling(teaches) + " " + device.name();
        };
    }

    /** The settings without a younger one that stands at its default, so that checkpoints of before it go on. */
    private static Map<String, String> told(Map<String, String> recipe) {
        Map<String, String> told = new LinkedHashMap<>(recipe);
        told.remove("assignment", Words.of(PlaceRule.CENTRE));
        told.remove("training_size", "1");
        return told;
    }

    private static String content(String path) {
        return file(path).map(Fingerprint::of).orElse("");
    }

    private static Optional<Path> file(String path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    private static void writeWeights(TrainRequest request, Trainer trainer) {
        Safetensors.write(Path.of(request.weights()), trainer.inUse().export(), Map.of("format", "pt"));
    }

    /**
     * An action that sends now and then that a trial goes on. The thread that trains runs it, so nothing is sent if
     * that thread hangs.
     */
    private Runnable heartbeat(int trial) {
        long[] last = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - last[0] > HEARTBEAT.toNanos()) {
                last[0] = System.nanoTime();
                out.accept(new WorkerMessage.Alive(trial));
            }
        };
    }

    private void say(TrainRequest request, int epoch, Trainer.EpochResult result, double seconds) {
        out.accept(new WorkerMessage.Epoch(request.trial(), epoch, result.loss(), result.score(), seconds));
    }
}
