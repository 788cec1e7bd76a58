package io.narsil.study.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.boxes.Box;
import io.narsil.boxes.BoxConfusion;
import io.narsil.boxes.ConfusionFigures;
import io.narsil.boxes.Detections;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.Placement;
import io.narsil.boxes.PrecisionCurve;
import io.narsil.boxes.TrueBox;
import io.narsil.data.DataSet;
import io.narsil.data.DetectedFile;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import io.narsil.data.PreparedData;
import io.narsil.data.SingleImage;
import io.narsil.data.SquarePicture;
import io.narsil.json.Json;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some test images of a run with what is marked in them, to be looked at beside what its members find there.
 *
 * @param classes names of the classes, by label
 * @param photos images, evenly spread over the part
 * @param members findings of each member, by budget
 */
public record FoundPhotos(List<String> classes, List<Photo> photos, Map<String, Findings> members) {
    private static final int MOST = 8;
    /** Nobody trains on larger ones, and one alone would take as much memory as a server of pages has. */
    private static final int MOST_SIDE = 4096;

    /**
     * An image as networks see it.
     *
     * @param picture bytes of a JPEG file
     * @param objects objects that are marked; scores are 1, or 0 for what need not be found
     */
    public record Photo(String name, byte[] picture, List<Rectangle> objects) {}

    /** A box in an image, in shares of its side: left, top, right, bottom. */
    public record Rectangle(int label, double score, List<Double> sides) {
        private static Stream<Rectangle> of(int label, double score, Box box, Placement way, int side) {
            return way.forward(box).stream()
                    .map(seen -> new Rectangle(
                            label,
                            score,
                            List.of(seen.left() / side, seen.top() / side, seen.right() / side, seen.bottom() / side)));
        }
    }

    /**
     * What a member finds.
     *
     * @param curves precision against recall of each class at IoU .50, by label
     * @param thresholds score of each class from which on boxes are drawn: that of the highest F1 along its curve; 1 without a curve
     * @param boxes boxes above these scores in each of the photos
     * @param confusion counts of what is found for what in all test images
     */
    public record Findings(
            List<PrecisionCurve> curves,
            List<Double> thresholds,
            List<List<Rectangle>> boxes,
            Map<String, Object> confusion) {}

    /**
     * Those of a run; nothing where its networks classify, or what is needed is not kept.
     *
     * @param models folders of its members, by budget
     */
    public static Optional<FoundPhotos> of(RunFolder run, Map<String, ModelFolder> models) {
        if (!Files.exists(run.objects()) || !Files.exists(run.images()) || models.isEmpty()) {
            return Optional.empty();
        }
        DataSet data = PreparedData.read(run.images());
        if (data.test().size() > MOST_SIDE) {
            return Optional.empty();
        }
        List<Marked> marked = MarkedFile.read(run.objects(), data).get(Part.TEST);
        int count = Math.min(MOST, marked.size());
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shown.add((int) ((long) i * marked.size() / count));
        }
        int side = data.test().size();
        List<Photo> photos = new ArrayList<>();
        for (int image : shown) {
            Marked photo = marked.get(image);
            List<Rectangle> objects = new ArrayList<>();
            for (TrueBox object : photo.objects()) {
                double score = object.crowd() || object.difficult() ? 0 : 1;
                Rectangle.of(object.label(), score, object.box(), way(photo, data), side)
                        .forEach(objects::add);
            }
            photos.add(new Photo(photo.name(), SquarePicture.jpeg(data.test(), image), objects));
        }
        Map<String, Findings> members = new LinkedHashMap<>();
        models.forEach(
                (budget, model) -> findings(run, model, marked, shown, data).ifPresent(f -> members.put(budget, f)));
        return Optional.of(new FoundPhotos(data.classes(), photos, members));
    }

    /**
     * The same as a page shows it, which has no room for all.
     *
     * @param rows largest number of classes of which it keeps the matrix
     * @param kinds largest number of kinds of mistakes that it keeps
     * @param drawn largest number of classes of which it keeps the curves
     */
    public FoundPhotos brief(int rows, int kinds, int drawn) {
        Map<String, Findings> all = new LinkedHashMap<>();
        members.forEach((budget, f) -> {
            Map<String, Object> confusion = new LinkedHashMap<>(f.confusion);
            confusion.computeIfPresent("matrix", (key, matrix) -> classes.size() > rows ? null : matrix);
            confusion.computeIfPresent(
                    "mistakes",
                    (key, list) -> ((List<?>) list).stream().limit(kinds).toList());
            all.put(
                    budget,
                    new Findings(classes.size() > drawn ? List.of() : f.curves, f.thresholds, f.boxes, confusion));
        });
        return new FoundPhotos(classes, photos, all);
    }

    private static Placement way(Marked photo, DataSet data) {
        return SingleImage.placement(photo.height(), photo.width(), data.test().size(), data.fit());
    }

    private static Optional<Findings> findings(
            RunFolder run, ModelFolder model, List<Marked> marked, List<Integer> shown, DataSet data) {
        Path predictions = predictions(run, model);
        if (!Files.exists(predictions)) {
            return Optional.empty();
        }
        List<List<FoundBox>> found = DetectedFile.read(predictions, Part.TEST);
        List<List<TrueBox>> truth = marked.stream().map(Marked::objects).toList();
        Detections judged = Detections.match(data.classes().size(), truth, found);
        List<PrecisionCurve> curves = new ArrayList<>();
        List<Double> thresholds = new ArrayList<>();
        for (int label = 0; label < data.classes().size(); label++) {
            curves.add(judged.curve(label));
            thresholds.add(threshold(curves.get(label)));
        }
        List<List<Rectangle>> boxes = new ArrayList<>();
        for (int image : shown) {
            Placement way = way(marked.get(image), data);
            boxes.add(found.get(image).stream()
                    .filter(b -> b.score() >= thresholds.get(b.label()))
                    .flatMap(b -> Rectangle.of(
                            b.label(), b.score(), b.box(), way, data.test().size()))
                    .toList());
        }
        return Optional.of(new Findings(
                curves,
                thresholds,
                boxes,
                ConfusionFigures.of(
                        data.classes(), BoxConfusion.of(data.classes().size(), truth, found))));
    }

    /** Where the boxes lie that a member found; there need be none. */
    public static Path predictions(RunFolder run, ModelFolder model) {
        return run.predictions(
                Json.read(model.metrics(), JsonNode.class).path("trial").asInt(-1));
    }

    private static double threshold(PrecisionCurve curve) {
        double best = 0;
        double score = 1;
        for (PrecisionCurve.Point point : curve.points()) {
            double sum = point.precision() + point.recall();
            double f1 = sum == 0 ? 0 : 2 * point.precision() * point.recall() / sum;
            if (f1 > best) {
                best = f1;
                score = point.score();
            }
        }
        return score;
    }
}
