package io.narsil.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects are learned by those of the places nearest to their middle that stand out (ATSS: Zhang et al. 2020). Each place has a
 * square of its level's size; of the nearest places of every level those learn an object whose squares overlap its box by the mean of
 * them all plus a standard deviation, or more, and which lie within the box. Where several objects are left to a place, it
 * learns the one that its square overlaps most; of equal ones the first.
 *
 * @param nearest number of places of a level that are looked at; 9 in the paper
 * @param side side of a place's square, in strides; 8 in the paper
 */
public record AdaptiveAssignment(int nearest, double side) implements Assignment {
    /** ATSS as it was published. */
    public static final AdaptiveAssignment USUAL = new AdaptiveAssignment(9, 8);

    /** Refuses to look at no place. */
    public AdaptiveAssignment {
        if (nearest < 1 || !(side > 0)) {
            throw new IllegalArgumentException(
                    "no assignment: " + nearest + " places, squares of " + side + " strides");
        }
    }

    /** A place that may learn an object. */
    private record Chance(int place, double x, double y, double overlap) {}

    @Override
    public void assign(List<TrueBox> objects, List<Grid> grids, Targets targets) {
        double[] best = new double[targets.count()];
        for (TrueBox object : objects) {
            List<Chance> chances = chances(object.box(), grids);
            double threshold = threshold(chances);
            for (Chance c : chances) {
                boolean within = Targets.nearest(object.box(), c.x(), c.y()) > WITHIN;
                if (within && c.overlap() >= threshold && c.overlap() > best[c.place()]) {
                    best[c.place()] = c.overlap();
                    targets.set(c.place(), object, c.x(), c.y());
                }
            }
        }
    }

    private List<Chance> chances(Box box, List<Grid> grids) {
        double middleX = (box.left() + box.right()) / 2;
        double middleY = (box.top() + box.bottom()) / 2;
        List<Chance> all = new ArrayList<>();
        int first = 0;
        for (Grid grid : grids) {
            double half = side * grid.stride() / 2;
            for (int i : nearest(grid, middleX, middleY)) {
                double x = grid.x(i);
                double y = grid.y(i);
                double overlap = new Box(x - half, y - half, x + half, y + half).overlap(box);
                all.add(new Chance(first + i, x, y, overlap));
            }
            first += grid.count();
        }
        return all;
    }

    /** The places nearest to a point, nearest first; equals in the order of their places. */
    private int[] nearest(Grid grid, double middleX, double middleY) {
        int[] places = new int[Math.min(nearest, grid.count())];
        double[] distances = new double[places.length];
        int found = 0;
        for (int i = 0; i < grid.count(); i++) {
            double x = grid.x(i) - middleX;
            double y = grid.y(i) - middleY;
            // Squared distances are exact where boxes have half pixels.
            double distance = x * x + y * y;
            if (found == places.length && distance >= distances[found - 1]) {
                continue;
            }
            int at = found < places.length ? found++ : found - 1;
            for (; at > 0 && distances[at - 1] > distance; at--) {
                distances[at] = distances[at - 1];
                places[at] = places[at - 1];
            }
            distances[at] = distance;
            places[at] = i;
        }
        return places;
    }

    private static double threshold(List<Chance> chances) {
        double mean = chances.stream().mapToDouble(Chance::overlap).sum() / chances.size();
        double squares = chances.stream()
                .mapToDouble(c -> (c.overlap() - mean) * (c.overlap() - mean))
                .sum();
        // Of a sample, as the authors' program has it.
        return mean + (chances.size() > 1 ? Math.sqrt(squares / (chances.size() - 1)) : 0);
    }
}
