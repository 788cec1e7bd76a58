package io.narsil.boxes;

import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Boxes found in a set of images, matched with those that are there, and judged as COCO does (Lin et al. 2014, "Microsoft COCO: common
 * objects in context", arXiv:1405.0312): the figures of pycocotools 2.0.11, up to rounding.
 *
 * <p>A class' 100 boxes of the highest scores count in an image. Boxes of equal scores keep their order, and that of their images.
 */
public final class Detections {
    private final List<ClassMatches> classes;
    /** Each image once. */
    private final int[] all;

    private Detections(List<ClassMatches> classes, int[] all) {
        this.classes = classes;
        this.all = all;
    }

    /**
     * Matches the boxes of each image.
     *
     * @param classes number of classes
     * @param truth list of the true boxes of each image
     * @param found list of the found boxes of each image, in the same order
     */
    public static Detections match(int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found) {
        int[] all = new int[truth.size()];
        Arrays.fill(all, 1);
        return new Detections(matches(classes, truth, found), all);
    }

    static List<ClassMatches> matches(int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found) {
        check(classes, truth, found);
        List<List<ImageMatches>> byClass = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            byClass.add(new ArrayList<>());
        }
        for (int image = 0; image < truth.size(); image++) {
            Map<Integer, List<TrueBox>> there = byLabel(truth.get(image), TrueBox::label);
            Map<Integer, List<FoundBox>> here = byLabel(found.get(image), FoundBox::label);
            Set<Integer> labels = new TreeSet<>(there.keySet());
            labels.addAll(here.keySet());
            for (int label : labels) {
                byClass.get(label)
                        .add(new ImageMatches(
                                image, there.getOrDefault(label, List.of()), here.getOrDefault(label, List.of())));
            }
        }
        return byClass.stream().map(m -> new ClassMatches(truth.size(), m)).toList();
    }

    /** Refuses lists that do not fit together, and classes that there are not. */
    static void check(int classes, List<List<TrueBox>> truth, List<List<FoundBox>> found) {
        if (classes < 1) {
            throw new IllegalArgumentException(classes + " classes: at least one is needed");
        }
        if (truth.size() != found.size()) {
            throw new IllegalArgumentException("true boxes of " + truth.size() + " images and found boxes of "
                    + found.size() + ". Maybe images in which nothing was found lack their empty list.");
        }
        for (int image = 0; image < truth.size(); image++) {
            checkLabels(classes, image, "true", truth.get(image), TrueBox::label);
            checkLabels(classes, image, "found", found.get(image), FoundBox::label);
        }
    }

    private static <B> void checkLabels(int classes, int image, String kind, List<B> boxes, ToIntFunction<B> label) {
        for (int box = 0; box < boxes.size(); box++) {
            int value = label.applyAsInt(boxes.get(box));
            if (value < 0 || value >= classes) {
                throw new IllegalArgumentException("image " + image + ", " + kind + " box " + box + " (from 0): class "
                        + value + " of " + classes + ". Maybe classes are numbered from 1 there; here the first is 0.");
            }
        }
    }

    private static <B> Map<Integer, List<B>> byLabel(List<B> boxes, Function<B, Integer> label) {
        return boxes.stream().collect(Collectors.groupingBy(label));
    }

    /** COCO's figures. */
    public DetectionScores scores() {
        List<ClassScore> scores = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            int wanted = classes.get(label).wanted(AreaRange.ALL, all);
            OptionalDouble ap = OptionalDouble.empty();
            OptionalDouble ap50 = OptionalDouble.empty();
            if (wanted > 0) {
                double[] precisions = classes.get(label).averagePrecisions(AreaRange.ALL, all);
                ap = Arrays.stream(precisions).average();
                ap50 = OptionalDouble.of(precisions[Strictness.HALF]);
            }
            scores.add(new ClassScore(label, wanted, ap, ap50));
        }
        MeanPrecision mean = MeanPrecision.of(classes, AreaRange.ALL, all);
        return new DetectionScores(
                mean.overall(),
                mean.at(Strictness.HALF),
                mean.at(Strictness.THREE_QUARTERS),
                MeanPrecision.of(classes, AreaRange.SMALL, all).overall(),
                MeanPrecision.of(classes, AreaRange.MEDIUM, all).overall(),
                MeanPrecision.of(classes, AreaRange.LARGE, all).overall(),
                recall(AreaRange.ALL, 1),
                recall(AreaRange.ALL, 10),
                recall(AreaRange.ALL, ImageMatches.MOST),
                recall(AreaRange.SMALL, ImageMatches.MOST),
                recall(AreaRange.MEDIUM, ImageMatches.MOST),
                recall(AreaRange.LARGE, ImageMatches.MOST),
                scores);
    }

    private OptionalDouble recall(AreaRange range, int most) {
        return classes.stream()
                .filter(c -> c.wanted(range, all) > 0)
                .mapToDouble(c -> c.recall(range, most, all))
                .average();
    }

    /** Precision against recall of a class at IoU .50; without points where nothing is found or nothing is there. */
    public PrecisionCurve curve(int label) {
        if (label < 0 || label >= classes.size()) {
            throw new IllegalArgumentException(
                    "class " + label + " of " + classes.size() + ", which are numbered from 0");
        }
        return classes.get(label).curve(all);
    }

    /** How far the figures would vary with other images of the same kind: intervals of 95 %. */
    public DetectionIntervals intervals(Seeds seeds) {
        return DetectionIntervals.of(classes, all, seeds);
    }
}
