package io.narsil.study.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.OnnxFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.random.Seeds;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.search.TrialResult;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import io.narsil.tensors.WeightFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final int IMAGES = 4;
    private static final int CLASSES = 3;
    private static final List<String> NAMES = List.of("cat", "dog", "cow");
    private static final Preparation PREPARATION = new Preparation(List.of(0.5), List.of(0.25), false);
    private static final Network NETWORK = NetworkFile.parse("tiny", """
            narsil: architecture/1
            name: tiny
            input: {channels: 1, resolution: 6}
            classes: 3
            blocks:
              - {block: conv, kernel: 3, channels: 4, stride: 2}
              - {block: classifier}
            """);

    @TempDir
    private Path folder;

    private FolderArtifacts files;
    private Path target;

    @BeforeEach
    void writeWeights() {
        files = new FolderArtifacts(folder);
        target = folder.resolve("model.onnx");
        RandomGenerator random = new Seeds(1).stream("weights", 0);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(NETWORK).forEach((name, shape) -> {
            long[] sizes = shape.stream().mapToLong(n -> n).toArray();
            float[] values = new float[Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                // Variances among them must be positive.
                values[i] = random.nextFloat();
            }
            entries.add(TensorEntry.of(name, values, sizes));
        });
        Safetensors.write(files.path("weights"), entries, Map.of());
    }

    /** A runner that answers by ONNX Runtime, and adds something to the first logit of each image. */
    private final class Answering implements TrialRunner {
        private final float more;
        private AnswerRequest asked;

        Answering(float more) {
            this.more = more;
        }

        @Override
        public String start() {
            return "";
        }

        @Override
        public List<TrialResult> run(List<TrainRequest> requests, RunListener listener) {
            throw new AssertionError("nothing is trained");
        }

        @Override
        public void answer(AnswerRequest request) {
            asked = request;
            Path file = folder.resolve("own.onnx");
            Map<String, float[]> arrays =
                    WeightFile.read(files.path(request.weights()), WeightShapes.of(request.network()), List.of());
            OnnxFile.write(file, request.network(), arrays, NAMES, PREPARATION, "test");
            float[] images = new float[IMAGES * 36];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) Math.sin(i);
            }
            float[] logits = new float[IMAGES * CLASSES];
            try (OnnxModel model = OnnxModel.open(file, 1)) {
                for (int i = 0; i < IMAGES; i++) {
                    float[] found = model.run(Arrays.copyOfRange(images, 36 * i, 36 * (i + 1)), 1)[0];
                    found[0] += more;
                    System.arraycopy(found, 0, logits, CLASSES * i, CLASSES);
                }
            }
            Safetensors.write(
                    files.path(request.answers()),
                    List.of(
                            TensorEntry.of("images", images, IMAGES, 1, 6, 6),
                            TensorEntry.of("logits", logits, IMAGES, CLASSES)),
                    Map.of());
        }

        @Override
        public void cancel(int trial) {}

        @Override
        public void close() {}
    }

    private OnnxExport.Proof export(TrialRunner runner) {
        return new OnnxExport(runner, files).write(NETWORK, "weights", NAMES, PREPARATION, target);
    }

    @Test
    void aFileThatComputesTheSameIsPutInPlace() {
        Answering runner = new Answering(0);
        assertThat(export(runner)).isEqualTo(new OnnxExport.Proof(IMAGES, 0));
        assertThat(runner.asked).isEqualTo(new AnswerRequest(NETWORK, "weights", "images", 200, "answers"));
        assertThat(target).exists();
        assertThat(files.path("answers")).doesNotExist();
        assertThat(folder.resolve("export.onnx")).doesNotExist();
    }

    @Test
    void aSmallDifferenceIsTold() {
        assertThat(export(new Answering(1e-4f)).difference()).isCloseTo(1e-4, within(1e-5));
    }

    @Test
    void aFileThatComputesSomethingElseIsRefused() {
        for (float more : new float[] {0.01f, 100, Float.NaN}) {
            assertThatThrownBy(() -> export(new Answering(more)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("model.onnx: the ONNX file does not compute what the trained network does");
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void weightsThatDoNotFitAreNamed() throws Exception {
        Files.writeString(files.path("weights"), "no weights");
        assertThatThrownBy(() -> export(new Answering(0)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(files.path("weights").toString());
    }
}
