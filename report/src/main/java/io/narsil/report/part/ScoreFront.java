package io.narsil.report.part;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The front of score against one cost as trials come, and its hypervolume (Zitzler and Thiele 1998): the area of what is worse and dearer
 * than some point of it, as a share of all that there is between nothing and a score of 1 at the reference cost. With the reference score
 * 0 that is the mean, over all limits from 0 to the reference, of the best score within the limit.
 *
 * <p>Whoever is taken goes once and is dominated once, so that a hundred thousand trials take moments.
 */
public final class ScoreFront {
    private final TreeMap<Long, Point> points = new TreeMap<>();
    private final long reference;
    private double area;

    /** @param reference cost from which on a point adds nothing */
    public ScoreFront(long reference) {
        this.reference = reference;
    }

    /**
     * A trial on the front.
     *
     * @param score score, 0..1
     */
    public record Point(int trial, String kind, long cost, double score) {}

    /** Takes a trial, and tells whether no other one is as good and costs no more. */
    public boolean add(Point point) {
        Map.Entry<Long, Point> cheaper = points.floorEntry(point.cost());
        double before = cheaper == null ? 0 : cheaper.getValue().score();
        if (cheaper != null && before >= point.score()) {
            return false;
        }
        long at = point.cost();
        Map.Entry<Long, Point> next = points.ceilingEntry(at);
        while (next != null && next.getValue().score() <= point.score()) {
            area += width(at, next.getKey()) * (point.score() - before);
            at = next.getKey();
            before = next.getValue().score();
            points.remove(at);
            next = points.ceilingEntry(at);
        }
        area += width(at, next == null ? reference : next.getKey()) * (point.score() - before);
        points.put(point.cost(), point);
        return true;
    }

    /** From one cost to another, without what is beyond the reference. */
    private double width(long from, long to) {
        return Math.max(0, Math.min(to, reference) - from);
    }

    /** The hypervolume, 0..1. */
    public double volume() {
        return reference > 0 ? area / reference : 0;
    }

    /** The front, from the cheapest on. */
    public List<Point> points() {
        return List.copyOf(points.values());
    }
}
