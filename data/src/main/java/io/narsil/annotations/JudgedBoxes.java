package io.narsil.annotations;

import io.narsil.boxes.BoxConfusion;
import io.narsil.boxes.DetectionFigures;
import io.narsil.boxes.DetectionIntervals;
import io.narsil.boxes.DetectionScores;
import io.narsil.boxes.Detections;
import io.narsil.boxes.TrueBox;
import io.narsil.random.Seeds;
import java.util.List;
import java.util.Map;

/** Boxes and how good they are, judged once: the intervals take a thousand draws of the images. */
public record JudgedBoxes(FoundBoxes boxes, DetectionScores scores, DetectionIntervals intervals) {
    /** Judges boxes by the images of their part. */
    public static JudgedBoxes of(FoundBoxes boxes) {
        Detections detections = Detections.match(boxes.folder().classes().size(), truth(boxes), boxes.boxes());
        return new JudgedBoxes(boxes, detections.scores(), detections.intervals(new Seeds(1)));
    }

    private static List<List<TrueBox>> truth(FoundBoxes boxes) {
        return boxes.folder().parts().get(boxes.part()).stream()
                .map(AnnotatedImage::boxes)
                .toList();
    }

    /**
     * What is taken for what, at the usual IoU.
     *
     * @param score score that a box must be above
     */
    public BoxConfusion confusion(double score) {
        return BoxConfusion.of(
                boxes.folder().classes().size(), truth(boxes), boxes.boxes(), BoxConfusion.OVERLAP, score);
    }

    /** All figures by name, with intervals. */
    public Map<String, Object> figures() {
        return DetectionFigures.of(boxes.folder().classes(), scores, intervals, confusion(BoxConfusion.SCORE));
    }
}
