package io.narsil.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.util.Arrays;
import java.util.List;

/**
 * What a network has to say at each place of an image: which class, if any, and how far away the four sides of its box are.
 * Places are numbered grid by grid, each row by row.
 */
public final class Targets {
    /** The label of a place where nothing is. */
    public static final int NOTHING = -1;

    /** The label of a place that nobody learns from: it lies in what need not be found. */
    public static final int UNSAID = -2;

    private final int[] labels;
    private final float[] distances;

    /** Places at which nothing is. */
    Targets(int count) {
        labels = new int[count];
        Arrays.fill(labels, NOTHING);
        distances = new float[4 * count];
    }

    /** The number of places. */
    public int count() {
        return labels.length;
    }

    /** The class at a place, from 0, {@link #NOTHING} or {@link #UNSAID}. */
    public int label(int place) {
        return labels[place];
    }

    /** The pixels from a place to the left, top, right and bottom of its box; zeros where nothing is. */
    public float[] distances(int place) {
        return Arrays.copyOfRange(distances, 4 * place, 4 * place + 4);
    }

    /** The number of places that have a class. */
    public int positives() {
        return (int) Arrays.stream(labels).filter(l -> l >= 0).count();
    }

    void set(int place, TrueBox object, double x, double y) {
        labels[place] = object.label();
        Box box = object.box();
        distances[4 * place] = (float) (x - box.left());
        distances[4 * place + 1] = (float) (y - box.top());
        distances[4 * place + 2] = (float) (box.right() - x);
        distances[4 * place + 3] = (float) (box.bottom() - y);
    }

    /** Takes all places out of what is learned that have no class and lie within what need not be found. */
    void leaveOut(List<TrueBox> ignored, List<Grid> grids) {
        int place = 0;
        for (Grid grid : grids) {
            for (int i = 0; i < grid.count(); i++, place++) {
                double x = grid.x(i);
                double y = grid.y(i);
                if (labels[place] == NOTHING && ignored.stream().anyMatch(o -> holds(o.box(), x, y))) {
                    labels[place] = UNSAID;
                }
            }
        }
    }

    static boolean holds(Box box, double x, double y) {
        return nearest(box, x, y) > 0;
    }

    /** The distance of a point to the nearest side of a box, in pixels; 0 or less outside. */
    static double nearest(Box box, double x, double y) {
        return Math.min(Math.min(x - box.left(), box.right() - x), Math.min(y - box.top(), box.bottom() - y));
    }

    /** The distance of a point within a box to the farthest side. */
    static double farthest(Box box, double x, double y) {
        return Math.max(Math.max(x - box.left(), box.right() - x), Math.max(y - box.top(), box.bottom() - y));
    }
}
