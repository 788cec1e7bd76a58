package io.narsil.study.images;

import io.narsil.annotations.FoundLines;
import io.narsil.boxes.BoxConfusion;
import io.narsil.boxes.ClassScore;
import io.narsil.boxes.DetectionFigures;
import io.narsil.boxes.DetectionIntervals;
import io.narsil.boxes.DetectionScores;
import io.narsil.boxes.Detections;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.ScoreInterval;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DetectedFile;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import io.narsil.random.Seeds;
import io.narsil.study.folder.BoxFigures;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The boxes that a trained network finds in the test images of a run, judged.
 *
 * @param classes names of the classes, by label
 * @param photos test images and what is marked in them
 * @param boxes boxes of each image
 */
public record RunBoxes(
        List<String> classes,
        List<Marked> photos,
        List<List<FoundBox>> boxes,
        DetectionScores scores,
        DetectionIntervals intervals) {

    /** Those of a trial; nothing where the run keeps none. */
    public static Optional<RunBoxes> of(RunFolder folder, int trial, DataSet data) {
        Path file = folder.predictions(trial);
        return Files.exists(file)
                ? Optional.of(of(file, MarkedFile.read(folder.objects(), data).get(Part.TEST), data.classes()))
                : Optional.empty();
    }

    private static RunBoxes of(Path file, List<Marked> photos, List<String> classes) {
        List<List<FoundBox>> boxes = DetectedFile.read(file, Part.TEST);
        boolean known =
                boxes.stream().flatMap(List::stream).allMatch(b -> b.label() >= 0 && b.label() < classes.size());
        if (boxes.size() != photos.size() || !known) {
            throw new UserException(file.toString(), "these boxes are not of the images of this run", "delete it");
        }
        Detections detections = Detections.match(
                classes.size(), photos.stream().map(Marked::objects).toList(), boxes);
        return new RunBoxes(classes, photos, boxes, detections.scores(), detections.intervals(new Seeds(1)));
    }

    /** The figures that a result has. */
    public Detail detail() {
        List<BoxFigures.OfClass> byClass =
                scores.classes().stream().map(this::one).toList();
        return new Detail(
                null,
                null,
                new BoxFigures(
                        value(scores.ap()),
                        ends(intervals.ap()),
                        value(scores.ap50()),
                        ends(intervals.ap50()),
                        value(scores.ap75()),
                        boxes.stream().mapToInt(List::size).sum(),
                        byClass));
    }

    private BoxFigures.OfClass one(ClassScore score) {
        return new BoxFigures.OfClass(
                classes.get(score.label()), score.wanted(), value(score.ap()), value(score.ap50()));
    }

    private static Double value(OptionalDouble figure) {
        return figure.isPresent() ? (Double) figure.getAsDouble() : null;
    }

    private static List<Double> ends(Optional<ScoreInterval> interval) {
        return interval.map(i -> List.of(i.low(), i.high())).orElse(null);
    }

    /** All figures by name. */
    public Map<String, Object> figures() {
        BoxConfusion confusion = BoxConfusion.of(
                classes.size(), photos.stream().map(Marked::objects).toList(), boxes);
        return DetectionFigures.of(classes, scores, intervals, confusion);
    }

    /** Writes the boxes, a line each. */
    public void write(Path file) {
        FoundLines.write(file, photos.stream().map(Marked::name).toList(), classes, boxes);
    }
}
