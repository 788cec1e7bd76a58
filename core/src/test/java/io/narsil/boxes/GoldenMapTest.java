package io.narsil.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** All figures are those of pycocotools (tools/golden_map.py; -Dnarsil.map=FOLDER for cases of one's own). */
class GoldenMapTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void figuresAreThoseOfPycocotools() throws IOException {
        GoldenBoxes boxes = GoldenBoxes.read();
        List<String[]> figures = GoldenBoxes.rows("figures.csv");
        int cases = 0;
        double difference = 0;
        for (String[] row : figures) {
            if (row.length != 15) {
                continue;
            }
            cases++;
            String name = row[0];
            int classes = Integer.parseInt(row[2]);
            Detections detections = boxes.scene(name).match();
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
        assertThat(cases).isGreaterThanOrEqualTo(GoldenBoxes.OWN == null ? 6 : 1);
        if (GoldenBoxes.OWN != null) {
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
}
