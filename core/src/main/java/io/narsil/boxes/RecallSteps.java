package io.narsil.boxes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Precision and recall as ever less certain boxes of one class are taken: a step for each right box, for between them recall stands
 * still and precision falls.
 *
 * <p>An image may count more than once or not at all, so that a resample needs no boxes of its own. A box that counts twice stands for two
 * of the same score. That the first of them has been taken and not the second makes no difference to the highest precision from there on.
 *
 * <p>({@code COCOeval.accumulate} of pycocotools 2.0, without the 2<sup>-52</sup> that it adds to a denominator which is never 0.)
 */
final class RecallSteps {
    /** COCO asks for the precision at recalls of 0, .01, ... 1. */
    private static final int POINTS = 101;

    private final int wanted;
    private final int[] ranks;
    private final int[] found;
    /** The highest precision at this recall or a higher one. */
    private final double[] precision;

    private final int count;

    /**
     * The steps in a sample of images.
     *
     * @param times number of times that each image counts
     * @param before number of boxes before each rank in this sample
     * @param wanted number of objects that are to be found in this sample
     */
    RecallSteps(Hits hits, int[] times, int[] before, int wanted) {
        this.wanted = wanted;
        this.ranks = new int[hits.size()];
        this.found = new int[hits.size()];
        this.precision = new double[hits.size()];
        int steps = 0;
        int right = 0;
        int ignored = 0;
        for (int hit = 0; hit < hits.size(); hit++) {
            int weight = times[hits.image(hit)];
            if (weight == 0) {
                continue;
            }
            if (!hits.right(hit)) {
                ignored += weight;
                continue;
            }
            right += weight;
            ranks[steps] = hits.rank(hit);
            found[steps] = right;
            precision[steps] = (double) right / (before[ranks[steps]] + weight - ignored);
            steps++;
        }
        this.count = steps;
        for (int step = count - 2; step >= 0; step--) {
            precision[step] = Math.max(precision[step], precision[step + 1]);
        }
    }

    /** The recall asked for at a point, as numpy's {@code linspace(0, 1, 101)} computes it. */
    private static double recall(int point) {
        return point * 0.01;
    }

    /** The first step that reaches each point; none for the points behind the last recall. */
    private int[] reaching() {
        int[] reaching = new int[POINTS];
        int step = 0;
        for (int point = 0; point < POINTS; point++) {
            while (step < count && (double) found[step] / wanted < recall(point)) {
                step++;
            }
            if (step == count) {
                return Arrays.copyOf(reaching, point);
            }
            reaching[point] = step;
        }
        return reaching;
    }

    /** The mean of the precision at the 101 points; 0 at those that are not reached. */
    double average() {
        double sum = 0;
        for (int step : reaching()) {
            sum += precision[step];
        }
        return sum / POINTS;
    }

    /** The points that are reached, with the scores of a ranking. */
    PrecisionCurve curve(Ranking ranking) {
        List<PrecisionCurve.Point> points = new ArrayList<>();
        for (int step : reaching()) {
            points.add(new PrecisionCurve.Point(recall(points.size()), precision[step], ranking.score(ranks[step])));
        }
        return new PrecisionCurve(points);
    }
}
