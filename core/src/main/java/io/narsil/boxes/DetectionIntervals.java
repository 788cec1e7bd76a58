package io.narsil.boxes;

import io.narsil.random.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Intervals of 95 % by the bootstrap over images: as many images are drawn with replacement as there are, a thousand times, and judged
 * anew. Images are matched one by one, so a resample only counts them otherwise.
 *
 * <p>The intervals say what other test images of the same kind would change, and nothing of what another training would. A class that a
 * resample lacks is not in its mean. A resample without any object is left out.
 *
 * @param ap interval of mAP; empty where there is no object
 * @param ap50 interval of mAP at IoU .50; empty where there is no object
 */
public record DetectionIntervals(Optional<ScoreInterval> ap, Optional<ScoreInterval> ap50) {
    private static final int RESAMPLES = 1000;

    static DetectionIntervals of(List<ClassMatches> classes, int[] all, Seeds seeds) {
        DoubleStream.Builder ap = DoubleStream.builder();
        DoubleStream.Builder ap50 = DoubleStream.builder();
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] times = draw(all.length, seeds.stream("bootstrap images", resample));
            MeanPrecision mean = MeanPrecision.of(classes, AreaRange.ALL, times);
            mean.overall().ifPresent(ap::add);
            mean.at(Strictness.HALF).ifPresent(ap50::add);
        }
        MeanPrecision measured = MeanPrecision.of(classes, AreaRange.ALL, all);
        return new DetectionIntervals(interval(measured.overall(), ap), interval(measured.at(Strictness.HALF), ap50));
    }

    /** How often each image is drawn. */
    private static int[] draw(int images, RandomGenerator random) {
        int[] times = new int[images];
        for (int draw = 0; draw < images; draw++) {
            times[random.nextInt(images)]++;
        }
        return times;
    }

    private static Optional<ScoreInterval> interval(OptionalDouble measured, DoubleStream.Builder resampled) {
        double[] values = resampled.build().toArray();
        return measured.isPresent() && values.length > 0
                ? Optional.of(ScoreInterval.of(measured.getAsDouble(), values))
                : Optional.empty();
    }
}
