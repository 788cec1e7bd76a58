package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** All figures are those of pycocotools (tools/golden_map.py; -Dnarsil.map=FOLDER for cases of one's own). */
class GoldenMapTest {
    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final String FOLDER = System.getProperty("narsil.map");

    @Test
    void figuresAreThoseOfPycocotools() throws IOException {
        List<String[]> boxes = rows("boxes.csv");
        List<String[]> figures = rows("figures.csv");
        int cases = 0;
        double difference = 0;
        for (String[] row : figures) {
            if (row.length != 15) {
                continue;
            }
            cases++;
            String name = row[0];
            int images = Integer.parseInt(row[1]);
            int classes = Integer.parseInt(row[2]);
            Detections detections = read(boxes, name, images, classes);
            DetectionScores scores = detections.scores();
            List<OptionalDouble> own = twelve(scores);
            for (int i = 0; i < own.size(); i++) {
                difference = Math.max(difference, compare(name + " figure " + i, own.get(i), row[3 + i]));
            }
            int labels = 0;
            for (String[] one : figures) {
                if (one.length == 105 && one[0].equals(name)) {
                    labels++;
                    ClassScore score = scores.classes().get(Integer.parseInt(one[1]));
                    difference = Math.max(difference, compare(name + " AP of class " + one[1], score.ap(), one[2]));
                    difference = Math.max(difference, compare(name + " AP50 of class " + one[1], score.ap50(), one[3]));
                    curve(name, detections.curve(score.label()), score.wanted(), one);
                }
            }
            assertThat(labels).as("classes of " + name).isEqualTo(classes);
        }
        assertThat(cases).isGreaterThanOrEqualTo(FOLDER == null ? 6 : 1);
        if (FOLDER != null) {
            System.out.println("largest difference to pycocotools: " + difference);
        }
    }

    private static List<OptionalDouble> twelve(DetectionScores s) {
        return List.of(
                s.ap(),
                s.ap50(),
                s.ap75(),
                s.apSmall(),
                s.apMedium(),
                s.apLarge(),
                s.ar1(),
                s.ar10(),
                s.ar100(),
                s.arSmall(),
                s.arMedium(),
                s.arLarge());
    }

    private static double compare(String what, OptionalDouble own, String golden) {
        double expected = Double.parseDouble(golden);
        assertThat(own.isPresent()).as(what).isEqualTo(expected >= 0);
        assertThat(own.orElse(-1)).as(what).isCloseTo(expected, ROUNDING);
        return Math.abs(own.orElse(-1) - expected);
    }

    private static void curve(String name, PrecisionCurve curve, int wanted, String[] row) {
        for (int point = 0; point < 101; point++) {
            double expected = Math.max(0, Double.parseDouble(row[4 + point]));
            double own =
                    point < curve.points().size() ? curve.points().get(point).precision() : 0;
            assertThat(own).as(name + " class " + row[1] + " point " + point).isCloseTo(expected, ROUNDING);
        }
        assertThat(curve.points().isEmpty() || wanted > 0).isTrue();
    }

    private static Detections read(List<String[]> boxes, String name, int images, int classes) {
        List<List<TrueBox>> truth = new ArrayList<>();
        List<List<FoundBox>> found = new ArrayList<>();
        for (int image = 0; image < images; image++) {
            truth.add(new ArrayList<>());
            found.add(new ArrayList<>());
        }
        for (String[] row : boxes) {
            if (!row[0].equals(name)) {
                continue;
            }
            int image = Integer.parseInt(row[1]);
            int label = Integer.parseInt(row[2]);
            double[] numbers =
                    Arrays.stream(row).skip(3).mapToDouble(Double::parseDouble).toArray();
            Box box = new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
            if (numbers.length == 5) {
                found.get(image).add(new FoundBox(label, box, numbers[4]));
            } else {
                truth.get(image).add(new TrueBox(label, box, numbers[4], numbers[5] == 1, numbers[6] == 1));
            }
        }
        return Detections.match(classes, truth, found);
    }

    private static List<String[]> rows(String file) throws IOException {
        try (InputStream in = FOLDER == null
                ? GoldenMapTest.class.getResourceAsStream(file)
                : Files.newInputStream(Path.of(FOLDER, file))) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.map(line -> line.split(",")).toList();
        }
    }
}
