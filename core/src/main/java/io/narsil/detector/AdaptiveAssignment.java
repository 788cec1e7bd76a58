package io.narsil.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.util.ArrayList;
import java.util.Comparator;
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
            List<Chance> level = new ArrayList<>();
            double half = side * grid.stride() / 2;
            for (int i = 0; i < grid.count(); i++) {
                double x = grid.x(i);
                double y = grid.y(i);
                double overlap = new Box(x - half, y - half, x + half, y + half).overlap(box);
                level.add(new Chance(first + i, x, y, overlap));
            }
            // Squared distances are exact where boxes have half pixels; equals stay in the order of their places.
            level.sort(Comparator.comparingDouble(
                    (Chance c) -> (c.x() - middleX) * (c.x() - middleX) + (c.y() - middleY) * (c.y() - middleY)));
            all.addAll(level.subList(0, Math.min(nearest, level.size())));
            first += grid.count();
        }
        return all;
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
