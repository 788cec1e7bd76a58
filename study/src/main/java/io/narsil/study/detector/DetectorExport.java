package io.narsil.study.detector;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import io.narsil.files.WholeFile;
import io.narsil.network.Shape;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.DetectorFile;
import io.narsil.onnx.Preparation;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.tensors.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Exports trained detectors to ONNX, and proves each file: ONNX Runtime must give nearly the boxes and scores that the trainer's own engine
 * gives for the first test images, and the same boxes must be left of them. A file that does not is never put in place.
 */
public final class DetectorExport {
    private static final int IMAGES = 200;
    /** Values of all images of a proof: they are held in memory twice. */
    private static final int VALUES = 1 << 25;

    private final TrialRunner runner;
    private final ArtifactResolver files;

    /**
     * An exporter.
     *
     * @param runner started runner
     * @param files files that the runner finds by the same keys: {@code images}, whose test images a detector is proven on, the
     *     weights of detectors, and {@code answers}, in whose folder lies what is removed again
     */
    public DetectorExport(TrialRunner runner, ArtifactResolver files) {
        this.runner = runner;
        this.files = files;
    }

    /**
     * Writes {@code target}.
     *
     * @param weights key of the detector's weights
     * @param preparation preparation of images; those of the proof must be normalised like that
     * @param nms choice of a file that itself selects boxes, too, by ONNX's operation, which not every engine has
     * @throws UserException where the weights do not fit or the file does not compute what the detector does
     */
    public DetectorProof write(
            Detector detector,
            String weights,
            List<String> classes,
            Preparation preparation,
            boolean nms,
            Path target) {
        Map<String, float[]> arrays = WeightFile.read(files.path(weights), WeightShapes.of(detector), List.of());
        Path answers = files.path(RunArtifacts.ANSWERS);
        Path candidate = answers.resolveSibling("export.onnx");
        try {
            new DetectorFile(
                            detector,
                            arrays,
                            classes,
                            preparation,
                            Provenance.version(),
                            nms ? Optional.of(Decoder.USUAL.suppression()) : Optional.empty())
                    .write(candidate);
            runner.answer(new AnswerRequest(
                    detector.backbone(),
                    weights,
                    RunArtifacts.IMAGES,
                    images(detector.input()),
                    RunArtifacts.ANSWERS,
                    TrainRequest.Detection.of(detector, "")));
            DetectorProof proof = new Comparison(detector, preparation, nms, target).of(candidate, answers);
            // Copied, since the scratch folder may be on another disk, where a rename would not be whole.
            WholeFile.write(target, out -> Files.copy(candidate, out));
            Files.deleteIfExists(candidate);
            Files.deleteIfExists(answers);
            return proof;
        } catch (IOException e) {
            throw WholeFile.failure(target, e);
        }
    }

    /** Writes {@code target}, for images that are normalised as network or data say before they are given to it. */
    public DetectorProof write(Detector detector, String weights, DataSet data, boolean nms, Path target) {
        DataSet seen = data.asSeenBy(detector.backbone());
        Preparation preparation = new Preparation(seen.mean(), seen.deviation(), false, seen.fit());
        return write(detector, weights, data.classes(), preparation, nms, target);
    }

    private static int images(Shape input) {
        long values = (long) input.channels() * input.height() * input.width();
        return (int) Math.max(1, Math.min(IMAGES, VALUES / values));
    }
}
