package io.narsil.study.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.SameBoxes;
import io.narsil.config.UserException;
import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import io.narsil.detector.Grid;
import io.narsil.onnx.OnnxDetector;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.tensors.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Holds what a file says of images against what the engine that trains says of them.
 *
 * @param selects truth of the file's selecting boxes itself
 * @param target file that it is to become, for messages
 */
record Comparison(Detector detector, Preparation preparation, boolean selects, Path target) {
    private static final double TOLERANCE = 1e-3;
    private static final SameBoxes SAME = new SameBoxes(Decoder.USUAL.suppression(), TOLERANCE);

    /** What differs, of all images so far. */
    private static final class Differences {
        private double scores;
        private double sides;
        private int boxes;
        private int images;
    }

    /**
     * Compares all images of a file of answers.
     *
     * @throws UserException where the file does not compute the same
     */
    DetectorProof of(Path file, Path answers) {
        Safetensors.Content content = Safetensors.read(answers);
        float[] x = content.need("images", answers).floats();
        float[] expected = content.need("logits", answers).floats();
        int count = content.need("images", answers).shape().get(0).intValue();
        float[] given = preparation.inside() ? preparation.pixels(x, count) : x;
        Differences all = new Differences();
        try (OnnxModel model = OnnxModel.open(file, 1)) {
            OnnxDetector found = new OnnxDetector(model);
            int values = given.length / count;
            int outputs = expected.length / count;
            for (int i = 0; i < count; i++) {
                float[] image = Arrays.copyOfRange(given, i * values, (i + 1) * values);
                image(found, image, Arrays.copyOfRange(expected, i * outputs, (i + 1) * outputs), all);
            }
        }
        if (!(all.scores <= TOLERANCE) || !(all.sides <= TOLERANCE) || all.images > 0) {
            throw new UserException(
                    target.toString(),
                    String.format(
                            Locale.ROOT,
                            "the ONNX file does not compute what the trained detector does: in %d of %d test images other"
                                    + " boxes are left there, scores differ by up to %.2g and sides by up to %.2g of their box,"
                                    + " more than %.0e",
                            all.images,
                            count,
                            all.scores,
                            all.sides,
                            TOLERANCE),
                    "");
        }
        return new DetectorProof(count, all.scores, all.sides, all.boxes);
    }

    private void image(OnnxDetector file, float[] image, float[] expected, Differences all) {
        OnnxDetector.Answers found = file.run(image);
        int classes = detector.classes();
        int width = classes + 4;
        List<Grid> grids = detector.grids();
        if (!finite(expected) || !finite(found.boxes()) || !finite(found.scores())) {
            all.scores = Double.NaN;
            return;
        }
        double[] sorted = new double[found.scores().length];
        for (int place = 0; place < Grid.count(grids); place++) {
            for (int c = 0; c < classes; c++) {
                double wanted = 1 / (1 + Math.exp(-expected[place * width + c]));
                sorted[place * classes + c] = wanted;
                all.scores = Math.max(all.scores, Math.abs(wanted - found.scores()[place * classes + c]));
            }
            Box wanted = Decoder.box(expected, place * width + classes, place, grids);
            all.sides = Math.max(all.sides, SameBoxes.distance(wanted, box(found, place)));
        }
        Arrays.sort(sorted);
        int looked = Decoder.USUAL.most();
        double edge = Math.max(
                Decoder.USUAL.suppression().score(), sorted.length > looked ? sorted[sorted.length - looked] : 0);
        List<FoundBox> own = Decoder.USUAL.boxes(expected, 0, classes, grids);
        List<FoundBox> its = Decoder.USUAL.boxes(found.boxes(), found.scores(), classes);
        boolean same = SAME.differing(own, its, edge) == 0
                && (!selects || SAME.differing(its, selected(file, image, found), edge) == 0);
        all.boxes += own.size();
        all.images += same ? 0 : 1;
    }

    /** What the file itself selects, of all classes together no more than the rule leaves, and of what it looks at. */
    private List<FoundBox> selected(OnnxDetector file, float[] image, OnnxDetector.Answers answers) {
        int classes = detector.classes();
        return file.selected(image).stream()
                .map(row -> {
                    int place = (int) row[2];
                    int label = (int) row[1];
                    return new FoundBox(label, box(answers, place), answers.scores()[place * classes + label]);
                })
                .sorted((a, b) -> Double.compare(b.score(), a.score()))
                .limit(Decoder.USUAL.suppression().most())
                .toList();
    }

    private static Box box(OnnxDetector.Answers answers, int place) {
        float[] sides = answers.boxes();
        return new Box(sides[4 * place], sides[4 * place + 1], sides[4 * place + 2], sides[4 * place + 3]);
    }

    private static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
