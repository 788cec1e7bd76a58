package io.narsil.study.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Normalisation;
import io.narsil.network.Zoo;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.TrialRunner;
import io.narsil.study.Tiny;
import io.narsil.task.Fit;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final int IMAGES = 4;
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
    void writeWeights() throws Exception {
        files = new FolderArtifacts(folder);
        target = folder.resolve("model.onnx");
        Tiny.weights(files.path("weights"), NETWORK);
    }

    private OnnxExport.Proof export(TrialRunner runner) {
        return new OnnxExport(runner, files).write(NETWORK, "weights", NAMES, PREPARATION, target);
    }

    @Test
    void aFileThatComputesTheSameIsPutInPlace() {
        AnsweringRunner runner = new AnsweringRunner(files, PREPARATION, IMAGES, 0);
        assertThat(export(runner)).isEqualTo(new OnnxExport.Proof(IMAGES, 0));
        assertThat(runner.asked()).isEqualTo(new AnswerRequest(NETWORK, "weights", "images", 200, "answers"));
        assertThat(target).exists();
        assertThat(files.path("answers")).doesNotExist();
        assertThat(folder.resolve("export.onnx")).doesNotExist();
    }

    /** The file says the scale on which the network was trained, which the data only says where the network does not. */
    @Test
    void aNetworkThatSaysItsScaleKeepsItInTheFile() throws Exception {
        Normalisation scale = new Normalisation(List.of(127 / 255.0), List.of(128 / 255.0));
        DataSet data = Tiny.data();
        Preparation ofData = new Preparation(data.mean(), data.deviation(), false);
        Preparation own = new Preparation(scale.mean(), scale.deviation(), false);
        Network network = NETWORK.with("two", 1, 6, data.classes().size());
        Tiny.weights(files.path("weights"), network);
        OnnxExport export = new OnnxExport(new AnsweringRunner(files, ofData, IMAGES, 0), files);
        export.write(network, "weights", data, target);
        try (OnnxModel model = OnnxModel.open(target, 1)) {
            assertThat(model.preparation()).isEqualTo(ofData).isNotEqualTo(own);
        }
        export.write(network.with(Conventions.USUAL.with(Optional.of(scale))), "weights", data, target);
        try (OnnxModel model = OnnxModel.open(target, 1)) {
            assertThat(model.preparation()).isEqualTo(own);
        }
    }

    /** The package's networks pad as TensorFlow does; the zoo's EfficientNet-B0 is timm's, and its Lite0 the package's own. */
    @Test
    void weightsOfAnotherLibraryBringItsConventions() {
        Path theirs = folder.resolve("theirs.safetensors");
        Safetensors.write(theirs, List.of(TensorEntry.of("_conv_stem.weight", new float[1], 1)), Map.of());
        Network b0 = Zoo.get("efficientnet-b0");
        Conventions found = new GivenWeights(theirs).of(b0).conventions();
        assertThat(found).isEqualTo(Conventions.TENSORFLOW.with(Optional.of(Normalisation.IMAGENET)));
        assertThat(new GivenWeights(files.path("weights")).of(b0)).isEqualTo(b0);
        Network lite = Zoo.get("efficientnet-lite0");
        assertThat(new GivenWeights(theirs).of(lite)).isEqualTo(lite);
        assertThat(new GivenWeights(theirs).of(NETWORK)).isEqualTo(NETWORK);
    }

    @Test
    void theFileSaysHowItsImagesBecameSquares() {
        ImageSet set = new ImageSet(ByteBuffer.allocate(36), new int[1], 1, 6);
        for (Fit fit : Fit.values()) {
            DataSet data = new DataSet("n", NAMES, set, set, set, List.of(0.5), List.of(0.25), fit);
            AnsweringRunner runner = new AnsweringRunner(files, PREPARATION, IMAGES, 0);
            new OnnxExport(runner, files).write(NETWORK, "weights", data, target);
            try (OnnxModel model = OnnxModel.open(target, 1)) {
                assertThat(model.preparation().fit()).isEqualTo(fit);
            }
        }
    }

    @Test
    void aSmallDifferenceIsTold() {
        assertThat(export(new AnsweringRunner(files, PREPARATION, IMAGES, 1e-4f))
                        .difference())
                .isCloseTo(1e-4, within(1e-5));
    }

    @Test
    void aFileThatComputesSomethingElseIsRefused() {
        for (float more : new float[] {0.01f, 100, Float.NaN}) {
            assertThatThrownBy(() -> export(new AnsweringRunner(files, PREPARATION, IMAGES, more)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("model.onnx: the ONNX file does not compute what the trained network does");
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void weightsThatDoNotFitAreNamed() throws Exception {
        Files.writeString(files.path("weights"), "no weights");
        assertThatThrownBy(() -> export(new AnsweringRunner(files, PREPARATION, IMAGES, 0)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(files.path("weights").toString());
    }
}
