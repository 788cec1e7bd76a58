package io.narsil.boxes;

import java.util.List;
import java.util.OptionalDouble;

/** Average precision by {@link Strictness}, the mean over the classes that have objects in a sample of images. */
final class MeanPrecision {
    private final double[] sums = new double[Strictness.COUNT];
    private int classes;

    private MeanPrecision() {}

    /**
     * The mean over classes.
     *
     * @param times number of times that each image counts
     */
    static MeanPrecision of(List<ClassMatches> classes, AreaRange range, int[] times) {
        MeanPrecision mean = new MeanPrecision();
        for (ClassMatches one : classes) {
            if (one.wanted(range, times) > 0) {
                double[] precisions = one.averagePrecisions(range, times);
                for (int place = 0; place < precisions.length; place++) {
                    mean.sums[place] += precisions[place];
                }
                mean.classes++;
            }
        }
        return mean;
    }

    /** The mean at one IoU; empty where no class has objects. */
    OptionalDouble at(int strictness) {
        return classes == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[strictness] / classes);
    }

    /** The mean over IoU .50 to .95 (mAP); empty where no class has objects. */
    OptionalDouble overall() {
        double sum = 0;
        for (double one : sums) {
            sum += one;
        }
        return classes == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / (classes * Strictness.COUNT));
    }
}
