package io.narsil.boxes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The boxes of one class in all images, matched once: its figures are counted from here, for all images or any sample of them. */
final class ClassMatches {
    private static final AreaRange[] RANGES = AreaRange.values();

    private final Ranking ranking;
    private final int[] images;
    private final Hits[][] hits = new Hits[RANGES.length][Strictness.COUNT];
    private final int[][] wanted;

    /**
     * The boxes of a class.
     *
     * @param images number of all images
     * @param matches images in which the class was marked or found, in their order
     */
    ClassMatches(int images, List<ImageMatches> matches) {
        this.ranking = new Ranking(matches);
        this.images = IntStream.range(0, ranking.size()).map(ranking::image).toArray();
        this.wanted = new int[RANGES.length][images];
        for (AreaRange range : RANGES) {
            for (ImageMatches image : matches) {
                wanted[range.place()][image.image()] = image.wanted(range);
            }
            for (int strictness = 0; strictness < Strictness.COUNT; strictness++) {
                hits[range.place()][strictness] = new Hits(ranking, range, strictness);
            }
        }
    }

    /** The number of objects that are to be found in a sample; without any there are no figures. */
    int wanted(AreaRange range, int[] times) {
        int sum = 0;
        for (int image = 0; image < times.length; image++) {
            sum += times[image] * wanted[range.place()][image];
        }
        return sum;
    }

    /** The average precision by {@link Strictness}, in a sample with objects. */
    double[] averagePrecisions(AreaRange range, int[] times) {
        int[] before = before(times);
        int sought = wanted(range, times);
        return Arrays.stream(hits[range.place()])
                .mapToDouble(h -> new RecallSteps(h, times, before, sought).average())
                .toArray();
    }

    /** Precision against recall at IoU .50, of all images. */
    PrecisionCurve curve(int[] times) {
        return new RecallSteps(
                        hits[AreaRange.ALL.place()][Strictness.HALF],
                        times,
                        before(times),
                        wanted(AreaRange.ALL, times))
                .curve(ranking);
    }

    /** The number of boxes before each rank in a sample. */
    private int[] before(int[] times) {
        int[] before = new int[images.length];
        int sum = 0;
        for (int rank = 0; rank < before.length; rank++) {
            before[rank] = sum;
            sum += times[images[rank]];
        }
        return before;
    }

    /**
     * The share of objects that is found, the mean over all demands of {@link Strictness}.
     *
     * @param most number of found boxes that count in an image
     * @param times number of times that each image counts
     */
    double recall(AreaRange range, int most, int[] times) {
        long found = 0;
        for (Hits some : hits[range.place()]) {
            for (int hit = 0; hit < some.size(); hit++) {
                if (some.right(hit) && ranking.place(some.rank(hit)) < most) {
                    found += times[some.image(hit)];
                }
            }
        }
        return (double) found / wanted(range, times) / Strictness.COUNT;
    }
}
