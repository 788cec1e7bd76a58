package io.narsil.boxes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether two lists of boxes of one image are what one rule leaves of the same boxes, computed twice with roundings of their own. A
 * box may stay in one list alone where a rounding decides.
 *
 * @param suppression rule by which both were chosen
 * @param tolerance largest difference of two scores, of two overlaps, and of two sides as a share of the box, at least of a pixel
 */
public record SameBoxes(Suppression suppression, double tolerance) {
    /**
     * The number of boxes of either list that are not in the other one without a reason.
     *
     * @param edge score below which no box was looked at
     */
    public int differing(List<FoundBox> one, List<FoundBox> other, double edge) {
        List<FoundBox> left = new ArrayList<>(one);
        List<FoundBox> right = new ArrayList<>(other);
        left.removeIf(box -> taken(right, box));
        List<FoundBox> alone = Stream.concat(left.stream(), right.stream()).toList();
        long unexplained = left.stream()
                        .filter(box -> !explained(box, edge, one, other, alone))
                        .count()
                + right.stream()
                        .filter(box -> !explained(box, edge, other, one, alone))
                        .count();
        return (int) unexplained;
    }

    private boolean taken(List<FoundBox> from, FoundBox box) {
        for (int i = 0; i < from.size(); i++) {
            if (same(from.get(i), box)) {
                from.remove(i);
                return true;
            }
        }
        return false;
    }

    private boolean same(FoundBox a, FoundBox b) {
        return a.label() == b.label() && Math.abs(a.score() - b.score()) <= tolerance && same(a.box(), b.box());
    }

    /** Whether two boxes are equal within the tolerance. */
    public boolean same(Box a, Box b) {
        return distance(a, b) <= tolerance;
    }

    /** The largest difference of two sides, as a share of the box, at least of a pixel. */
    public static double distance(Box a, Box b) {
        double across = Math.max(1, Math.max(a.width(), b.width()));
        double down = Math.max(1, Math.max(a.height(), b.height()));
        return Math.max(
                Math.max(Math.abs(a.left() - b.left()), Math.abs(a.right() - b.right())) / across,
                Math.max(Math.abs(a.top() - b.top()), Math.abs(a.bottom() - b.bottom())) / down);
    }

    /** Near an edge of the rule, or beside a box that is, which stays in its place. */
    private boolean explained(
            FoundBox box, double edge, List<FoundBox> own, List<FoundBox> other, List<FoundBox> alone) {
        boolean full = other.size() == suppression.most()
                && !other.isEmpty()
                && box.score() <= other.get(other.size() - 1).score() + tolerance;
        return full
                || box.score() <= edge + tolerance
                || Stream.concat(own.stream(), other.stream())
                        .anyMatch(b -> b.label() == box.label()
                                && Math.abs(b.box().overlap(box.box()) - suppression.overlap()) <= tolerance)
                || alone.stream()
                        .anyMatch(b -> !b.equals(box)
                                && b.label() == box.label()
                                && b.box().overlap(box.box()) > suppression.overlap() - tolerance);
    }
}
