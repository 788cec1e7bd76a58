package io.narsil.study.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.SingleImage;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.study.Tiny;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.export.AnsweringRunner;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.setup.StudySetup;
import io.narsil.task.Confusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A family with one member and one budget without, delivered by a runner that answers as ONNX Runtime does, or not. */
class DeliveryTest {
    private static final int IMAGES = 3;
    private static final Network NETWORK = NetworkFile.parse("tiny", """
            narsil: architecture/1
            name: tiny
            input: {channels: 1, resolution: 24}
            classes: 2
            blocks:
              - {block: conv, kernel: 3, channels: 4, stride: 2}
              - {block: classifier}
            """);
    private static final StudyResult.Member MEMBER = StudyResult.Member.of("small", "600k multiply-adds")
            .trained(0.7, 0.6, "models/small")
            .build();
    private static final StudyResult.Member NONE =
            StudyResult.Member.of("large", "").problem("it diverged").build();

    @TempDir
    private Path path;

    private final List<StudyEvent> events = new ArrayList<>();
    private final DataSet data = Tiny.data();
    private RunFolder folder;

    @BeforeEach
    void write() throws Exception {
        folder = new RunFolder(path);
        folder.makeScratch();
        ModelFolder model = folder.model("small");
        model.write(NETWORK, Map.of());
        Tiny.weights(model.weights(), NETWORK);
    }

    private StudyResult deliver(float more, StudyResult.Member... family) {
        StudySetup setup = new StudySetup(Tiny.study(), folder, data, Tiny.PROBLEM, Optional.empty());
        Preparation preparation = new Preparation(data.mean(), data.deviation(), false);
        return new Delivery(
                        setup, new AnsweringRunner(new RunArtifacts(folder), preparation, IMAGES, more), events::add)
                .deliver(new StudyResult("tiny", 3, 1, 2, 3, List.of(family), List.of(), "accuracy", List.of(), 0.0));
    }

    @Test
    void aMemberIsAProvenAndTimedFileAndABudgetWithoutOneStaysAsItIs() {
        StudyResult result = deliver(0, MEMBER, NONE);
        StudyResult.Onnx onnx = result.family().get(0).onnx();
        assertThat(result.family().get(1)).isEqualTo(NONE);
        assertThat(onnx.images()).isEqualTo(IMAGES);
        assertThat(onnx.difference()).isZero();
        assertThat(onnx.median()).isPositive().isBetween(onnx.fast(), onnx.slow());
        assertThat(onnx.limit()).isNull();
        assertThat(onnx.slowdown()).isEqualTo(1);
        assertThat(onnx.top5()).as("of two classes").isNull();
        assertThat(events).containsExactly(new StudyEvent.Exported(1, IMAGES, 1));
        try (OnnxModel model = OnnxModel.open(folder.model("small").onnx(), 1)) {
            assertThat(model.run(new float[24 * 24], 1)[0]).hasSize(2);
        }
    }

    @Test
    void theFileIsGivenAllTestImages() {
        deliver(0, MEMBER);
        ModelFolder member = folder.model("small");
        Evaluation answers = Evaluation.read(member.testAnswers(), data.classes());
        Confusion expected = new Confusion(2);
        try (OnnxModel model = OnnxModel.open(member.onnx(), 1)) {
            byte[] pixels = new byte[data.test().imageBytes()];
            for (int i = 0; i < data.test().count(); i++) {
                data.test().read(i, pixels);
                double[] p = model.probabilities(pixels);
                expected.add(data.test().labels()[i], p[1] > p[0] ? 1 : 0);
            }
        }
        assertThat(answers.images()).isEqualTo(data.test().count());
        assertThat(answers.accuracy()).isEqualTo(expected.accuracy());
        assertThat(answers.matrix())
                .containsExactly(
                        List.of(expected.count(0, 0), expected.count(0, 1)),
                        List.of(expected.count(1, 0), expected.count(1, 1)));
        assertThat(answers.surest()).isNotEmpty().allMatch(m -> m.picture().startsWith("iVBORw0KGgo"));
        assertThatThrownBy(() -> Evaluation.read(member.testAnswers(), List.of("dog", "cat")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its figures are not of these classes. Maybe delete it.");
    }

    /** Spaces have resolutions below and above that of the images. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void aMemberOfAnotherResolutionIsGivenThemScaled(int size) {
        ModelFolder member = folder.model("small");
        member.write(NETWORK.with("tiny", 1, size, 2), Map.of());
        deliver(0, MEMBER);
        Confusion expected = new Confusion(2);
        try (OnnxModel model = OnnxModel.open(member.onnx(), 1)) {
            assertThat(model.size()).isEqualTo(size);
            for (int i = 0; i < data.test().count(); i++) {
                double[] p = model.probabilities(SingleImage.read(data.test(), i, size));
                expected.add(data.test().labels()[i], p[1] > p[0] ? 1 : 0);
            }
        }
        Evaluation answers = Evaluation.read(member.testAnswers(), data.classes());
        assertThat(answers.images()).isEqualTo(data.test().count());
        assertThat(answers.accuracy()).isEqualTo(expected.accuracy());
    }

    @Test
    void aFileThatIsNotProvenIsNotDelivered() {
        assertThatThrownBy(() -> deliver(1, MEMBER))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("does not compute what the trained network does");
        assertThat(folder.model("small").onnx()).doesNotExist();
        assertThat(events).isEmpty();
    }

    @Test
    void weightsThatAreNoneAreNamed() {
        WholeFile.write(folder.model("small").weights(), "no weights");
        assertThatThrownBy(() -> deliver(0, MEMBER))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(folder.model("small").weights().toString());
    }

    @Test
    void aFamilyWithoutMembersIsDeliveredAsItIs() {
        assertThat(deliver(0, NONE).family()).containsExactly(NONE);
        assertThat(events).isEmpty();
    }
}
