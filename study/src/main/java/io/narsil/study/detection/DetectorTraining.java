package io.narsil.study.detection;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.FoundBoxes;
import io.narsil.annotations.JudgedBoxes;
import io.narsil.annotations.PreparedMarks;
import io.narsil.annotations.ToLearn;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.DetectedFile;
import io.narsil.data.Part;
import io.narsil.detector.Detector;
import io.narsil.detector.DetectorForm;
import io.narsil.network.Network;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.KeptEpoch;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.runner.WorkerPool;
import io.narsil.study.detector.DetectorExport;
import io.narsil.study.detector.DetectorProof;
import io.narsil.study.event.InputEvents;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.export.GivenWeights;
import io.narsil.study.export.OnnxExport;
import io.narsil.study.folder.BegunTraining;
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

/**
 * One detector with one recipe, trained outside any search, in a folder of its own. Stopped at any time, the same training goes on from
 * its last epoch with the same bits.
 *
 * @param network backbone, fitted to the images
 * @param form neck and head
 * @param recipe settings by name, all of them
 * @param data annotated folder, with the size to which its images are scaled
 * @param start weights of a network that classifies, of which the backbone inherits what fits; nothing for random ones
 */
public record DetectorTraining(
        Network network,
        DetectorForm form,
        Map<String, String> recipe,
        DataSpec data,
        int epochs,
        long seed,
        Optional<GivenWeights> start,
        Engine engine) {
    private static final String OBJECTS = "objects";
    private static final String WEIGHTS = "weights";
    private static final String START = "start";
    private static final String PREDICTIONS = "predictions";

    /**
     * How a training ended. The weights that are kept are those that {@link KeptEpoch} chooses.
     *
     * @param curve mAP of the validation images after each epoch, 0..1
     * @param bestEpoch epoch of the weights that are kept, from 1
     * @param test boxes that these weights find in the test images
     * @param proof agreement of the ONNX file with the detector
     */
    public record Result(List<Double> curve, int bestEpoch, JudgedBoxes test, DetectorProof proof) {
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
            AnnotatedFolder marked = AnnotatedFolder.read(data, "--data");
            // Before images are decoded: it may be refused.
            ToLearn.check(marked, "--data");
            fitted(3, marked.classes().size());
            BegunTraining.dropImages(folder);
            DataSet images = PreparedMarks.write(folder.images(), folder.objects(), marked, data, notes::add);
            notes.forEach(note -> events.on(new StudyEvent.DataNoted(note)));
            events.on(InputEvents.read(images));
            Detector detector =
                    fitted(images.train().channels(), images.classes().size());
            Provenance.refuseOtherImages(folder, images.fingerprint());
            start.ifPresent(weights -> weights.check(detector.backbone()));
            events.on(new StudyEvent.NetworkFitted(
                    detector.name(),
                    detector.input(),
                    detector.classes(),
                    detector.cost().macs(),
                    detector.cost().params()));
            start.ifPresent(weights -> events.on(InputEvents.started(
                    weights.parent().orElse(detector.backbone()), detector.backbone(), weights.share(detector))));
            events.on(new StudyEvent.RecipeChosen(recipe, epochs));
            Result result = train(folder, model, detector, images, marked, notes, events);
            folder.dropScratch();
            return result;
        }
    }

    private Detector fitted(int channels, int classes) {
        int size = data.resolution().orElseThrow();
        try {
            return form.of(network.with(network.name(), channels, size, classes));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException(
                    "--network", "no detector can be made of it for these images: " + e.getMessage(), "");
        }
    }

    private Result train(
            RunFolder folder,
            ModelFolder model,
            Detector detector,
            DataSet images,
            AnnotatedFolder marked,
            List<String> notes,
            StudyListener events) {
        TrainRequest.Builder request = TrainRequest.of(0, detector.backbone())
                .detection(TrainRequest.Detection.of(detector, OBJECTS))
                .seedOf(seed, 0)
                .recipe(recipe)
                .images(RunArtifacts.IMAGES)
                .epochs(epochs)
                .predictions(PREDICTIONS)
                .checkpoint("training")
                .bestWeights(WEIGHTS);
        FolderArtifacts files = new FolderArtifacts(folder.scratch())
                .with(RunArtifacts.IMAGES, folder.images())
                .with(OBJECTS, folder.objects())
                .with(WEIGHTS, model.weights());
        if (start.isPresent()) {
            files = files.with(START, start.get().file());
            start.get().start(request, START);
        }
        folder.makeScratch();
        TrainRequest asked = request.build();
        BegunTraining.of(asked, engine, start.map(GivenWeights::file), Optional.of(folder.objects()))
                .begin(folder);
        model.write(detector.backbone(), recipe);
        try (TrialRunner runner = WorkerPool.of(WorkerCommand.builtIn(engine), folder.workerLog(), files)
                .build()) {
            String trainer = runner.start();
            Provenance.here(trainer, images.fingerprint(), seed, notes).write(folder);
            List<Double> curve = BegunTraining.scores(
                    runner.run(List.of(asked), new Told(events)).get(0), folder);
            DetectorProof proof =
                    new DetectorExport(runner, files).write(detector, WEIGHTS, images, false, model.onnx());
            FoundBoxes test = new FoundBoxes(marked, Part.TEST, DetectedFile.read(files.path(PREDICTIONS), Part.TEST));
            test.write(model.found(), data.path().orElseThrow());
            KeptEpoch kept = KeptEpoch.of(asked, images.validation().count());
            Result result = new Result(curve, kept.of(curve), JudgedBoxes.of(test), proof);
            // Last, since with it the training is finished.
            model.writeMetrics(metrics(result, detector, images));
            return result;
        }
    }

    private Map<String, Object> metrics(Result result, Detector detector, DataSet images) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("task", "detection");
        metrics.put("detector", TrainRequest.Detection.of(detector, ""));
        metrics.put("cost", detector.cost());
        metrics.put("epochs", epochs);
        metrics.put("classes", images.classes());
        metrics.put("best_epoch", result.bestEpoch());
        metrics.put("validation_map", result.best());
        metrics.put("test", result.test().figures());
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
