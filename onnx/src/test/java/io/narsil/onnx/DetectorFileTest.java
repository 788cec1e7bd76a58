package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.SameBoxes;
import io.narsil.boxes.Suppression;
import io.narsil.config.UserException;
import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A detector's file in ONNX Runtime: its boxes and scores are those of plain PyTorch's answers, decoded in Java. */
class DetectorFileTest {
    @TempDir
    private Path folder;

    static List<SampleDetector> samples() throws IOException {
        return SampleDetector.all();
    }

    private static Box box(float[] boxes, int place) {
        return new Box(boxes[4 * place], boxes[4 * place + 1], boxes[4 * place + 2], boxes[4 * place + 3]);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void boxesAndScoresAreThoseOfAnotherImplementation(SampleDetector sample) {
        Detector detector = sample.detector();
        Path file = folder.resolve("detector.onnx");
        sample.file(Optional.empty()).write(file);
        float[] expected = sample.byPlace();
        int classes = detector.classes();
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            assertThat(model.detects()).isTrue();
            assertThat(model.size()).isEqualTo(detector.input().height());
            OnnxDetector.Answers answers = new OnnxDetector(model).run(sample.image());
            int places = answers.boxes().length / 4;
            assertThat(places * (classes + 4)).isEqualTo(expected.length);
            for (int place = 0; place < places; place++) {
                int from = place * (classes + 4);
                for (int c = 0; c < classes; c++) {
                    assertThat((double) answers.scores()[place * classes + c])
                            .isCloseTo(1 / (1 + Math.exp(-expected[from + c])), within(1e-5));
                }
                Box wanted = Decoder.box(expected, from + classes, place, detector.grids());
                assertThat(SameBoxes.distance(box(answers.boxes(), place), wanted))
                        .isLessThan(1e-4);
            }
        }
    }

    /** A rule that leaves boxes of made-up weights, which are sure of nothing. */
    @ParameterizedTest
    @MethodSource("samples")
    void whatTheFileSelectsIsWhatIsLeftInJava(SampleDetector sample) {
        int classes = sample.detector().classes();
        Suppression rule = new Suppression(0.001, 0.6, 100_000);
        Decoder decoder = new Decoder(Integer.MAX_VALUE, rule);
        try (OnnxModel model = OnnxModel.of(sample.file(Optional.of(rule)).bytes(), 1)) {
            OnnxDetector detector = new OnnxDetector(model);
            OnnxDetector.Answers answers = detector.run(sample.image());
            List<FoundBox> selected = detector.selected(sample.image()).stream()
                    .map(row -> new FoundBox(
                            (int) row[1],
                            box(answers.boxes(), (int) row[2]),
                            answers.scores()[(int) row[2] * classes + (int) row[1]]))
                    .sorted(Comparator.comparingDouble(FoundBox::score).reversed())
                    .toList();
            List<FoundBox> left = decoder.boxes(answers.boxes(), answers.scores(), classes);
            assertThat(left).hasSizeGreaterThan(10);
            assertThat(left.size()).isLessThan(answers.scores().length);
            assertThat(new SameBoxes(rule, 1e-6).differing(left, selected, rule.score()))
                    .isZero();
            assertThat(selected.size()).isCloseTo(left.size(), within(1));
            // The same boxes of the raw answers, by the decoder that judges each epoch.
            List<FoundBox> raw = decoder.boxes(
                    sample.byPlace(), 0, classes, sample.detector().grids());
            assertThat(new SameBoxes(rule, 1e-4).differing(left, raw, rule.score()))
                    .isZero();
        }
    }

    @Test
    void withoutSuppressionTheFileHasNoSuchOperation() throws IOException {
        SampleDetector sample = samples().get(0);
        String plain = new String(sample.file(Optional.empty()).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(plain).doesNotContain("NonMaxSuppression").contains("boxes", "scores", "detection");
        String selecting =
                new String(sample.file(Optional.of(Decoder.USUAL.suppression())).bytes(), StandardCharsets.ISO_8859_1);
        assertThat(selecting).contains("NonMaxSuppression", "selected");
    }

    @Test
    void aDetectorGivesNoLogitsAndAClassifierNoBoxes() throws IOException {
        SampleDetector sample = samples().get(0);
        try (OnnxModel model = OnnxModel.of(sample.file(Optional.empty()).bytes(), 1)) {
            assertThatThrownBy(() -> model.run(sample.image(), 1))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("this is a detector");
            assertThat(model.milliseconds(0, 1)).hasSize(1);
        }
        byte[] classifier = Untrained.onnx(sample.detector().backbone());
        try (OnnxModel model = OnnxModel.of(classifier, 1)) {
            assertThatThrownBy(() -> new OnnxDetector(model))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("this network classifies images");
        }
    }

    /** Of a batch, each image gets its own answers. */
    @Test
    void theBatchIsFree() throws IOException {
        SampleDetector sample = samples().get(0);
        float[] image = sample.image();
        float[] twice = new float[2 * image.length];
        System.arraycopy(image, 0, twice, image.length, image.length);
        try (OnnxModel model = OnnxModel.of(sample.file(Optional.empty()).bytes(), 1)) {
            float[] one = new OnnxDetector(model).run(image).boxes();
            float[][][] both = model.answers(twice, 2, List.of(DetectorFile.BOXES), result ->
                    (float[][][]) result.get(0).getValue());
            assertThat(both).hasDimensions(2, one.length / 4);
            for (int place = 0; place < one.length / 4; place++) {
                for (int side = 0; side < 4; side++) {
                    assertThat(both[1][place][side]).isCloseTo(one[4 * place + side], within(1e-3f));
                }
            }
        }
    }
}
