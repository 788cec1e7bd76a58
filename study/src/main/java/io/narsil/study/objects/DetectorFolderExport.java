package io.narsil.study.objects;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.PreparedMarks;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.Noise;
import io.narsil.data.PreparedData;
import io.narsil.detector.Detector;
import io.narsil.files.Folders;
import io.narsil.files.TemporaryFolder;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.study.detector.DetectorExport;
import io.narsil.study.detector.DetectorProof;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.TrainedDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Exports the detector of a folder once more, in another form or for images of another size. Its classes and the scale of its images are
 * those of the file that its training wrote; they never change with the images that it is proven on.
 *
 * @param folder folder with the trained detector
 * @param trained settings and classes of it, as its figures say
 * @param resolution pixels a side; nothing for its own
 * @param data annotated folder whose test images it is proven on; nothing for noise
 */
public record DetectorFolderExport(
        ModelFolder folder, TrainedDetector trained, Optional<Integer> resolution, Optional<String> data) {
    private static final String WEIGHTS = "weights";

    /**
     * Writes {@code target}, if it is proven.
     *
     * @param pixels choice of values from 0 to 255 as input
     * @param nms choice of a file that itself selects boxes, too
     */
    public DetectorProof write(boolean pixels, boolean nms, Path target) {
        Detector detector = detector();
        Path scratch = null;
        try {
            scratch = Files.createTempDirectory("narsil-export");
            DataSet images = images(detector, new RunFolder(scratch));
            FolderArtifacts files =
                    new FolderArtifacts(scratch).with(WEIGHTS, folder.weights().toAbsolutePath());
            PreparedData.write(files.path(RunArtifacts.IMAGES), images);
            DataSet seen = images.asSeenBy(detector.backbone());
            Preparation preparation = new Preparation(seen.mean(), seen.deviation(), pixels, seen.fit());
            try (TrialRunner runner = WorkerPool.of(
                            WorkerCommand.builtIn(Engine.EXACT), new RunFolder(scratch).workerLog(), files)
                    .build()) {
                runner.start();
                return new DetectorExport(runner, files)
                        .write(detector, WEIGHTS, images.classes(), preparation, nms, target);
            }
        } catch (IOException e) {
            throw TemporaryFolder.failure(e);
        } finally {
            Folders.delete(scratch);
        }
    }

    /**
     * Writes the same detector in 8 bits, calibrated on training images, and measures what that is worth on the test images.
     *
     * @param proven file that {@link #write} wrote
     */
    public DetectorInt8Worth writeInt8(boolean nms, Path proven, Path target) {
        return new DetectorInt8(detector(), folder.weights(), data.orElseThrow()).write(nms, proven, target);
    }

    private Detector detector() {
        try {
            return Optional.of(folder.network())
                    .map(backbone -> trained.form()
                            .detector(backbone.with(
                                    backbone.name(),
                                    backbone.channels(),
                                    resolution.orElse(backbone.resolution()),
                                    trained.classes().size())))
                    .get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException(
                    resolution.isPresent() ? "--resolution" : folder.path().toString(), e.getMessage(), "");
        }
    }

    /** The images of the proof, on the scale and with the classes of the training. */
    private DataSet images(Detector detector, RunFolder scratch) {
        int size = detector.input().height();
        Optional<DataSet> given = data.map(name -> prepared(name, size, scratch));
        int channels = detector.input().channels();
        if (given.filter(images -> images.train().channels() != channels).isPresent()) {
            throw new UserException(
                    "--data",
                    "its images have " + given.get().train().channels() + " channels, and the detector takes "
                            + channels,
                    "the images that it was trained on");
        }
        // A damaged file says nothing; without images it is opened below, which says what is wrong with it.
        if (!Files.exists(folder.onnx()) || (given.isPresent() && !OnnxModel.sound(folder.onnx()))) {
            return given.map(this::checked)
                    .orElseThrow(() -> new UserException(
                            "--data",
                            "there is no " + folder.onnx() + ", which would say the scale of its images",
                            "the images that it was trained on, --data DIR"));
        }
        try (OnnxModel before = OnnxModel.open(folder.onnx(), 1)) {
            DataSet shown = given.orElseGet(() -> Noise.of(
                    channels, size, detector.classes(), before.preparation().fit()));
            return new DataSet(
                    shown.name(),
                    trained.classes(),
                    shown.train(),
                    shown.validation(),
                    shown.test(),
                    before.preparation().mean(),
                    before.preparation().deviation(),
                    before.preparation().fit());
        }
    }

    private DataSet checked(DataSet images) {
        List<String> classes = images.classes();
        if (!classes.equals(trained.classes())) {
            throw new UserException(
                    "--data",
                    "its classes are " + String.join(", ", classes) + ", and the detector was trained on "
                            + String.join(", ", trained.classes()),
                    "the images that it was trained on");
        }
        return images;
    }

    private static DataSet prepared(String name, int size, RunFolder scratch) {
        DataSpec spec = DataSpec.of(name, Optional.of(size)).letterboxed();
        if (spec.path().isEmpty()) {
            throw new UserException(
                    "--data",
                    "nothing is marked in the built-in images",
                    "a folder with annotations (VOC, COCO or YOLO)");
        }
        AnnotatedFolder marked = AnnotatedFolder.read(spec, "--data");
        return PreparedMarks.write(scratch.images(), scratch.objects(), marked, spec, note -> {});
    }
}
