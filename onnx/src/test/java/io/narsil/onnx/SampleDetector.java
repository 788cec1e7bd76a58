package io.narsil.onnx;

import io.narsil.boxes.Suppression;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.TimmVariant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A detector with made-up weights, and what plain PyTorch says that it answers to one image (tools/golden_detector.py).
 *
 * @param gain factor of the variance of a layer's outputs
 * @param answers logits of the classes and logarithms of the sides, level by level
 */
record SampleDetector(Detector detector, double gain, List<float[]> answers) {
    static final Preparation NONE = new Preparation(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false);

    static List<SampleDetector> all() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                SampleDetector.class.getResourceAsStream("/io/narsil/torch/golden-detector.csv"),
                StandardCharsets.UTF_8))) {
            List<String[]> lines = reader.lines().map(line -> line.split(",")).toList();
            return IntStream.range(0, lines.size() / 7)
                    .mapToObj(i -> of(lines.subList(7 * i, 7 * i + 7)))
                    .toList();
        }
    }

    private static SampleDetector of(List<String[]> lines) {
        String[] head = lines.get(0);
        Detector detector = new Detector(
                TimmVariant.get(head[0]).with(head[0], 3, Integer.parseInt(head[1]), Integer.parseInt(head[2])),
                new Neck(Integer.parseInt(head[3])),
                new DenseHead(Integer.parseInt(head[4])),
                Activation.RELU6);
        return new SampleDetector(
                detector,
                Double.parseDouble(head[5]),
                lines.subList(1, 7).stream().map(SampleDetector::floats).toList());
    }

    private static float[] floats(String[] numbers) {
        double[] values =
                Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    Map<String, float[]> weights() {
        return SampleWeights.weights(detector, gain);
    }

    float[] image() {
        int size = detector.input().height();
        return SampleWeights.values(999, 3 * size * size, 4, 0);
    }

    DetectorFile file(Optional<Suppression> suppression) {
        List<String> classes = IntStream.range(0, detector.classes())
                .mapToObj(c -> "class " + c)
                .toList();
        return new DetectorFile(detector, weights(), classes, NONE, "test", suppression);
    }

    /** The answers as the trainer has them: place by place, the logits and then the sides. */
    float[] byPlace() {
        int classes = detector.classes();
        int width = classes + 4;
        int places = answers.stream().mapToInt(a -> a.length).sum() / width;
        float[] all = new float[places * width];
        int first = 0;
        for (int level = 0; level < answers.size(); level += 2) {
            float[] logits = answers.get(level);
            float[] sides = answers.get(level + 1);
            int count = sides.length / 4;
            for (int p = 0; p < count; p++) {
                for (int v = 0; v < width; v++) {
                    all[(first + p) * width + v] =
                            v < classes ? logits[v * count + p] : sides[(v - classes) * count + p];
                }
            }
            first += count;
        }
        return all;
    }
}
