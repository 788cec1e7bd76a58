package io.narsil.boxes;

import java.util.ArrayList;
import java.util.List;

/**
 * Non-maximum suppression: of boxes of one class that lie on each other, the one of the highest score stays. Boxes of different classes
 * do not disturb each other. Of equal scores, the first box comes first.
 *
 * @param score threshold of scores: a box must be above it, as in torchvision and ONNX
 * @param overlap threshold of IoU: a box that overlaps one that stays by more than this goes
 * @param most largest number of boxes that stay, of all classes together
 */
public record Suppression(double score, double overlap, int most) {
    /** Refuses numbers that are none, and a number of boxes below 0. */
    public Suppression {
        if (Double.isNaN(score) || !(overlap >= 0 && overlap <= 1) || most < 0) {
            throw new IllegalArgumentException("no suppression: scores above " + score + ", IoU up to " + overlap
                    + " (0..1), at most " + most + " boxes (0 or more)");
        }
    }

    /** The boxes of one image that stay, by falling score. */
    public List<FoundBox> apply(List<FoundBox> found) {
        List<FoundBox> kept = new ArrayList<>();
        List<FoundBox> candidates = found.stream()
                .filter(box -> box.score() > score)
                .sorted(FoundBox.BY_SCORE)
                .toList();
        for (FoundBox box : candidates) {
            if (kept.size() == most) {
                break;
            }
            if (kept.stream().noneMatch(better -> hides(better, box))) {
                kept.add(box);
            }
        }
        return kept;
    }

    private boolean hides(FoundBox better, FoundBox box) {
        return better.label() == box.label() && better.box().overlap(box.box()) > overlap;
    }
}
