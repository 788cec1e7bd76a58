package io.narsil.boxes;

import java.util.ArrayList;
import java.util.List;

/**
 * Found boxes given to the true ones of one image, as one range of areas sees them: those of one class, or all where classes do not matter.
 *
 * <p>The box of the highest score chooses first, and takes the free true box with which it shares most. Only what finds none among those
 * that are to be found may take an ignored one. A crowd is never used up, and excuses boxes of its own class alone.
 * ({@code COCOeval.evaluateImg} of pycocotools 2.0.)
 */
final class GreedyMatch {
    private final AreaRange range;
    private final List<FoundBox> found;
    /** Those to be found, then the ignored ones, else in their order. */
    private final List<TrueBox> truth;

    private final int wanted;
    private final double[][] overlaps;

    /**
     * The boxes of one image.
     *
     * @param found boxes by falling score
     */
    GreedyMatch(AreaRange range, List<TrueBox> truth, List<FoundBox> found) {
        this.range = range;
        this.found = found;
        List<TrueBox> ignored = new ArrayList<>();
        this.truth = new ArrayList<>();
        for (TrueBox box : truth) {
            (box.ignored() || !range.holds(box.area()) ? ignored : this.truth).add(box);
        }
        this.wanted = this.truth.size();
        this.truth.addAll(ignored);
        this.overlaps = new double[found.size()][truth.size()];
        for (int f = 0; f < found.size(); f++) {
            for (int t = 0; t < truth.size(); t++) {
                overlaps[f][t] = overlap(found.get(f), this.truth.get(t));
            }
        }
    }

    /** A box inside a crowd lies well, however small a part of the crowd it is. */
    private static double overlap(FoundBox found, TrueBox truth) {
        Box box = found.box();
        if (!truth.crowd()) {
            return box.overlap(truth.box());
        }
        return found.label() == truth.label() ? box.shared(truth.box()) / box.area() : 0;
    }

    /** The number of objects that are to be found. */
    int wanted() {
        return wanted;
    }

    /** An object by its number, from 0: first those that are to be found. */
    TrueBox object(int number) {
        return truth.get(number);
    }

    /** What each found box is where this IoU is asked for. */
    Verdict[] verdicts(double least) {
        int[] objects = objects(least);
        Verdict[] verdicts = new Verdict[objects.length];
        for (int f = 0; f < verdicts.length; f++) {
            if (objects[f] >= 0) {
                verdicts[f] = objects[f] < wanted ? Verdict.RIGHT : Verdict.IGNORED;
            } else {
                verdicts[f] = range.holds(found.get(f).box().area()) ? Verdict.WRONG : Verdict.IGNORED;
            }
        }
        return verdicts;
    }

    /** The number of the object that each found box takes where this IoU is asked for, or -1. */
    int[] objects(double least) {
        boolean[] taken = new boolean[truth.size()];
        int[] objects = new int[overlaps.length];
        for (int f = 0; f < objects.length; f++) {
            objects[f] = match(overlaps[f], taken, least);
            if (objects[f] >= 0) {
                taken[objects[f]] = true;
            }
        }
        return objects;
    }

    /** The true box that shares most, of equal ones the last, or -1. */
    private int match(double[] overlap, boolean[] taken, double least) {
        double best = least;
        int match = -1;
        for (int t = 0; t < overlap.length; t++) {
            if (t == wanted && match >= 0) {
                break;
            }
            if (overlap[t] >= best && (!taken[t] || truth.get(t).crowd())) {
                best = overlap[t];
                match = t;
            }
        }
        return match;
    }
}
