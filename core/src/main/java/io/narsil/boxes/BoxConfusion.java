package io.narsil.boxes;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which classes are found for the objects of which class. What is found where nothing is marked, and what is marked and not found, stands
 * in a row and a column of its own, the background's, behind the classes.
 *
 * <p>In each image the box of the highest score chooses first, and takes the free object with which it shares most, whatever the classes
 * of both: so each object and each box counts once. What is ignored counts neither way ({@link GreedyMatch}). This is how FiftyOne
 * matches with {@code classwise=False}.
 */
public final class BoxConfusion {
    /** The IoU from which on a box lies on an object, where nothing else is asked for. */
    public static final double OVERLAP = 0.5;
    /** The score above which boxes count, where nothing else is asked for: the one above which they are usually shown. */
    public static final double SCORE = 0.3;

    private final int classes;
    private final double overlap;
    private final double score;
    /** Numbers by label times number of rows plus found class; those that are 0 are missing. */
    private final SortedMap<Long, Long> counts = new TreeMap<>();

    private BoxConfusion(int classes, double overlap, double score) {
        if (!(overlap > 0 && overlap <= 1) || Double.isNaN(score)) {
            throw new IllegalArgumentException(
                    "no confusion: IoU from " + overlap + " (above 0, to 1), scores above " + score);
        }
        this.classes = classes;
        this.overlap = overlap;
        this.score = score;
    }

    /**
     * A kind of mistake.
     *
     * @param label class of the objects, or the background where nothing is marked
     * @param found class that was found, or the background where nothing was
     * @param count number of objects, or of boxes where nothing is marked
     */
    public record Mistake(int label, int found, long count) {}

    /** Counts at the usual thresholds; lists of the boxes of each image, as {@link Detections#match} takes them. */
    public static BoxConfusion of(int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found) {
        return of(classes, truth, found, OVERLAP, SCORE);
    }

    /**
     * Counts.
     *
     * @param classes number of classes
     * @param truth list of the true boxes of each image
     * @param found list of the found boxes of each image, in the same order
     * @param overlap IoU from which on a box lies on an object
     * @param score score that a box must be above
     */
    public static BoxConfusion of(
            int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found, double overlap, double score) {
        BoxConfusion confusion = new BoxConfusion(classes, overlap, score);
        Detections.check(classes, truth, found);
        for (int image = 0; image < truth.size(); image++) {
            confusion.add(truth.get(image), found.get(image));
        }
        return confusion;
    }

    private void add(List<TrueBox> truth, List<FoundBox> all) {
        List<FoundBox> found = all.stream()
                .filter(box -> box.score() > score)
                .sorted(FoundBox.BY_SCORE)
                .toList();
        GreedyMatch match = new GreedyMatch(AreaRange.ALL, truth, found);
        int[] objects = match.objects(overlap);
        boolean[] met = new boolean[truth.size()];
        for (int box = 0; box < objects.length; box++) {
            if (objects[box] < 0) {
                one(background(), found.get(box).label());
            } else {
                met[objects[box]] = true;
                if (objects[box] < match.wanted()) {
                    one(match.object(objects[box]).label(), found.get(box).label());
                }
            }
        }
        IntStream.range(0, match.wanted())
                .filter(object -> !met[object])
                .forEach(object -> one(match.object(object).label(), background()));
    }

    private void one(int label, int found) {
        counts.merge(key(label, found), 1L, Long::sum);
    }

    private long key(int label, int found) {
        return (long) label * (classes + 1) + found;
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** The number that stands for the background: that behind the last class. */
    public int background() {
        return classes;
    }

    /** The IoU from which on a box lies on an object. */
    public double overlap() {
        return overlap;
    }

    /** The score above which boxes count. */
    public double score() {
        return score;
    }

    /** The number of objects of a class, or of no object, for which a class, or nothing, was found. */
    public long count(int label, int found) {
        return counts.getOrDefault(key(label, found), 0L);
    }

    /** All counts: a row for each class and the background, with as many columns. */
    public List<List<Long>> matrix() {
        return IntStream.rangeClosed(0, classes)
                .mapToObj(label -> IntStream.rangeClosed(0, classes)
                        .mapToObj(found -> count(label, found))
                        .toList())
                .toList();
    }

    /** All kinds of mistakes, the most frequent first, equal ones by their classes. */
    public List<Mistake> mistakes() {
        return counts.entrySet().stream()
                .map(e -> new Mistake(
                        (int) (e.getKey() / (classes + 1)), (int) (e.getKey() % (classes + 1)), e.getValue()))
                .filter(m -> m.label() != m.found())
                .sorted(Comparator.comparingLong((Mistake m) -> -m.count()))
                .toList();
    }
}
