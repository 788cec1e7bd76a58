package io.narsil.study.export;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.ArtifactResolver;
import io.narsil.runner.TrialRunner;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Exports trained networks to ONNX, and proves each file: ONNX Runtime must find the same classes as the trainer's own
 * engine for the first test images, from nearly the same logits. A file that does not is never put in place.
 */
public final class OnnxExport {
    private static final double TOLERANCE = 1e-3;
    /** Two logits of the trained network nearer than this are equal within the rounding of 32-bit floats. */
    private static final double TIE = 1e-5;

    private static final int IMAGES = 200;

    private final TrialRunner runner;
    private final ArtifactResolver files;

    /**
     * An exporter.
     *
     * @param runner started runner
     * @param files files that the runner finds by the same keys: {@code images}, whose test images a network is proven
     *     on, the weights of networks, and {@code answers}, in whose folder lies what is removed again
     */
    public OnnxExport(TrialRunner runner, ArtifactResolver files) {
        this.runner = runner;
        this.files = files;
    }

    /**
     * Throws a {@link UserException} where the temporary folder can be seen not to take ONNX Runtime: before a training
     * whose end needs it.
     */
    public static void checkRoom() {
        OnnxModel.checkRoom();
    }

    /**
     * How far a file agrees with the network.
     *
     * @param images number of images that both were given
     * @param difference largest difference between two logits
     */
    public record Proof(int images, double difference) {}

    /**
     * Writes {@code target}.
     *
     * @param weights key of the network's weights
     * @throws UserException where the weights do not fit or the file does not compute what the network does
     */
    public Proof write(Network network, String weights, List<String> classes, Preparation preparation, Path target) {
        Map<String, float[]> arrays = WeightFile.read(files.path(weights), WeightShapes.of(network), List.of());
        Path answers = files.path(RunArtifacts.ANSWERS);
        Path candidate = answers.resolveSibling("export.onnx");
        try {
            OnnxFile.write(candidate, network, arrays, classes, preparation, Provenance.version());
            runner.answer(new AnswerRequest(network, weights, RunArtifacts.IMAGES, IMAGES, RunArtifacts.ANSWERS));
            Proof proof = compare(candidate, answers, preparation, target);
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
    public Proof write(Network network, String weights, DataSet data, Path target) {
        DataSet seen = data.asSeenBy(network);
        Preparation preparation = new Preparation(seen.mean(), seen.deviation(), false, seen.fit());
        return write(network, weights, data.classes(), preparation, target);
    }

    private static Proof compare(Path file, Path answers, Preparation preparation, Path target) {
        Safetensors.Content content = Safetensors.read(answers);
        float[] x = content.need("images", answers).floats();
        float[] expected = content.need("logits", answers).floats();
        List<Long> shape = content.need("logits", answers).shape();
        int count = shape.get(0).intValue();
        int classes = shape.get(1).intValue();
        float[] given = preparation.inside() ? preparation.pixels(x, count) : x;
        double largest = 0;
        int others = 0;
        double size = 0;
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            int values = given.length / count;
            for (int i = 0; i < count; i++) {
                float[] found = model.run(Arrays.copyOfRange(given, i * values, (i + 1) * values), 1)[0];
                float[] wanted = Arrays.copyOfRange(expected, i * classes, (i + 1) * classes);
                for (int c = 0; c < classes; c++) {
                    // Not a number is a difference, too, and stays the largest.
                    largest = Math.max(largest, Math.abs(found[c] - wanted[c]));
                    size = Math.max(size, Math.abs(wanted[c]));
                }
                if (wanted[highest(wanted)] - wanted[highest(found)] > TIE) {
                    others++;
                }
            }
        }
        if (!(largest <= TOLERANCE) || others > 0) {
            throw new UserException(
                    target.toString(),
                    String.format(
                            Locale.ROOT,
                            "the ONNX file does not compute what the trained network does: of %d test images %d are of"
                                    + " another class there, and logits of up to %.3g differ by up to %.2g, more than %.0e",
                            count,
                            others,
                            size,
                            largest,
                            TOLERANCE),
                    size > 1e3 ? "the weights are unsound: logits of trained networks are far smaller" : "");
        }
        return new Proof(count, largest);
    }

    /** The class of the largest logit, the first of equals. */
    static int highest(float[] logits) {
        int best = 0;
        for (int c = 1; c < logits.length; c++) {
            best = logits[c] > logits[best] ? c : best;
        }
        return best;
    }
}
