package io.narsil.torch;

import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.TimmVariant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A detector and what plain PyTorch says that it answers to one image (tools/golden_detector.py).
 *
 * @param gain factor of the variance of a layer's outputs
 * @param answers logits of the classes and logarithms of the sides, level by level
 */
record GoldenDetector(Detector detector, double gain, List<double[]> answers) {
    /** The values have six decimals. */
    static final double ROUNDING = 0.5e-6;

    private static final int ANSWERS = 6;

    static List<GoldenDetector> all() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GoldenDetector.class.getResourceAsStream("golden-detector.csv"), StandardCharsets.UTF_8))) {
            List<String[]> lines = reader.lines().map(line -> line.split(",")).toList();
            List<GoldenDetector> all = new ArrayList<>();
            for (int i = 0; i < lines.size(); i += 1 + ANSWERS) {
                all.add(of(lines.get(i), lines.subList(i + 1, i + 1 + ANSWERS)));
            }
            return all;
        }
    }

    private static GoldenDetector of(String[] head, List<String[]> answers) {
        int size = Integer.parseInt(head[1]);
        Detector detector = new Detector(
                TimmVariant.get(head[0]).with(head[0], 3, size, Integer.parseInt(head[2])),
                new Neck(Integer.parseInt(head[3])),
                new DenseHead(Integer.parseInt(head[4])),
                Activation.RELU6);
        return new GoldenDetector(
                detector,
                Double.parseDouble(head[5]),
                answers.stream()
                        .map(a -> Arrays.stream(a)
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .toList());
    }

    @Override
    public String toString() {
        return detector.name() + " " + detector.input();
    }
}
