package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.TimmVariant;
import io.narsil.network.WeightShapes;
import io.narsil.onnx.guard.ModelGuard;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A detector's graph in ONNX Runtime answers as the same detector in plain PyTorch (tools/golden_detector.py), and so as the trainer's. */
class DetectorGraphTest {
    /** The file of a graph whose outputs are a detector's raw answers. */
    private static byte[] file(Detector detector, Map<String, float[]> weights, List<String> outputs) {
        Graph graph = new Graph();
        GraphReader reader = new GraphReader(graph, weights, Values.FLOATS);
        long size = detector.input().height();
        detector.outputs(reader, GraphReader.Flow.of("input", (int) size))
                .forEach(flow -> outputs.add(reader.name(flow)));
        List<Long> first = List.of((long) detector.classes(), size / 8, size / 8);
        GraphOutput classes = GraphOutput.floats(outputs.get(0), outputs.get(0), first);
        Message whole = graph.message(
                "detector", "input", List.of(3L, size, size), GraphOutput.with(classes, outputs.subList(1, 6)));
        return new Message()
                .integer(1, 8)
                .message(7, whole)
                .message(8, new Message().text(1, "").integer(2, 17))
                .bytes()
                .toByteArray();
    }

    private static float[] floats(OrtSession.Result result, String name) {
        FloatBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Test
    void answersEqualThoseOfAnotherImplementation() throws IOException, OrtException {
        List<SampleDetector> golden = SampleDetector.all();
        assertThat(golden).hasSize(2);
        for (SampleDetector sample : golden) {
            Detector detector = sample.detector();
            Map<String, float[]> weights = sample.weights();
            int size = detector.input().height();
            float[] image = sample.image();
            List<String> outputs = new ArrayList<>();
            byte[] bytes = file(detector, weights, outputs);
            try (OrtSession session = Sessions.open("detector", ModelGuard.check("detector", bytes), 1);
                    OnnxTensor x = OnnxTensor.createTensor(
                            Sessions.environment(), FloatBuffer.wrap(image), new long[] {1, 3, size, size});
                    OrtSession.Result result = session.run(Map.of("input", x))) {
                for (int i = 0; i < outputs.size(); i++) {
                    float[] expected = sample.answers().get(i);
                    float[] found = floats(result, outputs.get(i));
                    assertThat(found).hasSize(expected.length);
                    float bound = rounding(detector, weights, found);
                    for (int v = 0; v < found.length; v++) {
                        assertThat((double) found[v])
                                .as("value %s of answer %s of %s", v, i, detector.input())
                                .isCloseTo((double) expected[v], within((double) bound));
                    }
                }
            }
        }
    }

    private static float rounding(Detector detector, Map<String, float[]> weights, float[] values) {
        return OnnxTest.rounding(weights, WeightShapes.of(detector), values);
    }

    /** What levels share is in the file once where it is the same, and folded with each level's own batch norm where it is not. */
    @Test
    void weightsThatAreTheSameAreWrittenOnce() {
        Detector detector = new Detector(
                TimmVariant.get("efficientnet-lite0").with("n", 3, 64, 2),
                new Neck(64),
                new DenseHead(1),
                Activation.RELU6);
        String text = new String(
                file(detector, SampleWeights.weights(detector, 1), new ArrayList<>()), StandardCharsets.ISO_8859_1);
        // Its name in the constant, and in the three operations that read it.
        assertThat(text.split("detect\\.classes\\.weight", -1)).hasSize(1 + 4);
        assertThat(text).doesNotContain("detect.classes.weight_2");
        assertThat(text).contains("detect.1.depthwise.weight_2", "detect.1.depthwise.weight_3");
    }
}
