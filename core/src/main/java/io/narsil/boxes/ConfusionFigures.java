package io.narsil.boxes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link BoxConfusion} by names, as files have it: the background, which a class may be called as well, is null. */
public final class ConfusionFigures {
    /** With more classes than so many there is no matrix: it would be larger than all else. */
    public static final int MOST_ROWS = 1000;

    private ConfusionFigures() {}

    /**
     * Thresholds, mistakes, and the matrix, whose last row and column are the background's; null where there are too many classes.
     *
     * @param names names of the classes, by label
     */
    public static Map<String, Object> of(List<String> names, BoxConfusion confusion) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iou", confusion.overlap());
        all.put("score_above", confusion.score());
        all.put(
                "mistakes",
                confusion.mistakes().stream().map(m -> mistake(names, m)).toList());
        all.put("matrix", confusion.classes() > MOST_ROWS ? null : confusion.matrix());
        return all;
    }

    private static Map<String, Object> mistake(List<String> names, BoxConfusion.Mistake mistake) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("class", name(names, mistake.label()));
        one.put("found", name(names, mistake.found()));
        one.put("count", mistake.count());
        return one;
    }

    private static String name(List<String> names, int label) {
        return label < names.size() ? names.get(label) : null;
    }
}
