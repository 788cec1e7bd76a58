package io.narsil.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.network.Activation;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.TimmVariant;
import io.narsil.network.Trace;
import io.narsil.network.WeightShapes;
import io.narsil.network.Zoo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors as they are described, and their costs as a program in plain PyTorch counts them (tools/golden_detector.py). */
class DetectorTest {
    private static Network backbone(String name, int resolution, int classes) {
        return TimmVariant.get(name).with(name, 3, resolution, classes);
    }

    private static Detector detector(Network backbone, int channels, int depth) {
        return new Detector(backbone, new Neck(channels), new DenseHead(depth), Activation.RELU6);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "golden-detector-costs.csv", numLinesToSkip = 1)
    void costsEqualThoseOfAnotherImplementation(
            String name, int resolution, int classes, int channels, int depth, long macs, long params, long trainable) {
        Cost cost =
                detector(backbone(name, resolution, classes), channels, depth).cost();
        assertThat(cost.macs()).isEqualTo(macs);
        assertThat(cost.params()).isEqualTo(params);
        assertThat(cost.trainable()).isEqualTo(trainable);
    }

    /** By hand, for one more separable convolution of 64 channels at 20 x 20, 10 x 10 and 5 x 5 places. */
    @Test
    void whatLevelsShareComputesOnEachAndIsThereOnce() {
        Network backbone = backbone("efficientnet-lite0", 160, 3);
        Cost one = detector(backbone, 64, 1).cost();
        Cost two = detector(backbone, 64, 2).cost();
        long weights = 64 * 9 + 64 * 64;
        assertThat(two.macs() - one.macs()).isEqualTo(weights * (400 + 100 + 25));
        assertThat(two.params() - one.params()).isEqualTo(weights);
        assertThat(two.trainable() - one.trainable()).isEqualTo(weights + 3 * 2 * 2 * 64);
        assertThat(two.activations() - one.activations()).isEqualTo(2 * 64 * (400 + 100 + 25));
    }

    /** Of 320 channels at 5 x 5, 112 at 10 x 10 and 40 at 20 x 20, the finer two wait while the backbone goes on. */
    @Test
    void featuresThatWaitCountAsMemory() {
        Network backbone = backbone("efficientnet-lite0", 160, 3);
        List<Trace.Operation> operations = Trace.of(detector(backbone, 64, 2));
        int coarsest = operations.stream().map(Trace.Operation::name).toList().indexOf("neck.32.lateral");
        Trace.Operation lateral = operations.get(coarsest);
        assertThat(lateral.inputs().get(0).shape().elements()).isEqualTo(320 * 25);
        assertThat(Trace.peakActivationBytes(operations))
                .isGreaterThanOrEqualTo(4L * (64 * 25 + 320 * 25 + 112 * 100 + 40 * 400));
    }

    @Test
    void layersOfTheBackboneHaveTheirNamesAndSharedOnesOne() {
        Network backbone = backbone("efficientnet-lite0", 160, 7);
        Map<String, List<Long>> shapes = WeightShapes.of(detector(backbone, 64, 2));
        Map<String, List<Long>> classifier = WeightShapes.of(backbone);
        assertThat(shapes.keySet().stream().filter(name -> name.startsWith("stage")))
                .containsExactlyElementsOf(classifier.keySet().stream()
                        .filter(name -> name.startsWith("stage"))
                        .toList())
                .allSatisfy(name -> assertThat(shapes.get(name)).isEqualTo(classifier.get(name)));
        assertThat(shapes.keySet().stream().filter(name -> name.startsWith("detect.1.")))
                .hasSize(2 + 3 * 2 * 4)
                .contains("detect.1.depthwise.weight", "detect.1.depthwise_bn8.bias", "detect.1.pointwise_bn32.weight");
        assertThat(shapes).containsEntry("detect.classes.weight", List.of(7L, 64L, 1L, 1L));
        assertThat(shapes).containsEntry("detect.sides.bias", List.of(4L));
        assertThat(shapes).containsEntry("neck.16.lateral.weight", List.of(64L, 112L, 1L, 1L));
        assertThat(shapes.keySet())
                .containsAll(detector(backbone, 64, 2).firstValues().keySet());
    }

    @Test
    void itAnswersAtEachPlaceOfItsGrids() {
        Detector detector = detector(backbone("efficientnet-lite0", 96, 5), 64, 2);
        assertThat(detector.grids()).containsExactly(new Grid(8, 12, 12), new Grid(16, 6, 6), new Grid(32, 3, 3));
        List<Trace.Operation> operations = Trace.of(detector);
        List<String> answers = operations.stream()
                .filter(o -> o.name().startsWith("detect.classes") || o.name().startsWith("detect.sides"))
                .map(o -> o.output().shape().toString())
                .toList();
        assertThat(answers).containsExactly("5x12x12", "4x12x12", "5x6x6", "4x6x6", "5x3x3", "4x3x3");
    }

    /** Whatever its conventions and blocks, if only its windows stand at the places of the levels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbnetv3-b",
                "mobilenetv3-small",
                "efficientnet-b0",
                "efficientnet-lite4",
                "resnet-18",
                "resnet-50"
            })
    void anyBackboneWillDo(String name) {
        Network backbone = TimmVariant.get(name).with(name, 3, 128, 4);
        Detector detector = detector(backbone, 64, 2);
        Cost cost = detector.cost();
        assertThat(cost.sound()).isTrue();
        assertThat(cost.params()).isGreaterThan(64 * 64 * 5);
        // What is behind the last tap is not read: the head of the classifier is not there.
        assertThat(WeightShapes.of(detector).keySet()).noneMatch(layer -> layer.startsWith("classifier"));
    }

    @Test
    void imagesThatLevelsDoNotDivideAndBackbonesWithoutThemAreRefused() {
        assertThatThrownBy(() -> detector(backbone("efficientnet-lite0", 224 + 16, 3), 64, 2))
                .hasMessage("images of 240 pixels are no multiple of 32, as the levels of a detector want. Maybe"
                        + " resolution: 224");
        Network whole = backbone("efficientnet-lite0", 96, 3);
        Network shallow = new Network(
                "shallow", 3, 96, 3, whole.conventions(), whole.stages().subList(0, 5), whole.head());
        assertThatThrownBy(() -> detector(shallow, 64, 2))
                .hasMessage("no stage of shallow ends at a stride of 32: they end at [2, 4, 8, 16]");
        assertThatThrownBy(() -> detector(Zoo.get("fbnetv3-a").with("published", 3, 128, 4), 64, 2))
                .hasMessage(
                        "stage6 of published makes 120x7x7 of images of 128 pixels, not 8x8 places at a stride of 16. Maybe"
                                + " some of its blocks have a \"padding\" of their own.");
        assertThatThrownBy(() -> new Neck(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DenseHead(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
