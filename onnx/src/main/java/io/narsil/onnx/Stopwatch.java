package io.narsil.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Times networks in turns, so that a change of the machine's speed affects all of them. */
public final class Stopwatch {
    private static final int WARM_UP = 3;
    private static final int MOST_RUNS = 20;
    /** The shortest turn, in milliseconds; a shorter one would be mostly noise. */
    private static final double SHORTEST_TURN = 2;

    /** The largest number of times that a network is timed if it was disturbed. */
    private static final int PASSES = 4;

    private static final double STEADY = 1.05;

    private Stopwatch() {}

    /**
     * The measurement of one network.
     *
     * @param median median of its turns, in milliseconds an image; a turn's own figure is the median of its runs
     * @param fast time below which the fastest tenth of its turns lies, in milliseconds an image
     * @param slow time above which the slowest tenth of its turns lies, in milliseconds an image
     */
    public record Reading(double median, double fast, double slow) {
        /**
         * Whether most turns took about as long as the fastest, so that other turns were slowed down by something else
         * than the network.
         */
        boolean steady() {
            return median <= STEADY * fast;
        }

        static Reading of(double[] turns) {
            double[] sorted = turns.clone();
            Arrays.sort(sorted);
            return new Reading(
                    sorted[sorted.length / 2], sorted[sorted.length / 10], sorted[(sorted.length - 1) * 9 / 10]);
        }
    }

    /**
     * Times networks.
     *
     * @param turns number of turns of each network
     * @return in the order of the models
     */
    public static List<Reading> time(List<OnnxModel> models, int turns) {
        int[] runs = new int[models.size()];
        for (int m = 0; m < runs.length; m++) {
            double[] first = models.get(m).milliseconds(WARM_UP, 1);
            runs[m] = (int) Math.max(1, Math.min(MOST_RUNS, Math.ceil(SHORTEST_TURN / first[0])));
        }
        Reading[] readings = new Reading[models.size()];
        List<Integer> open = IntStream.range(0, runs.length).boxed().toList();
        for (int pass = 0; pass < PASSES && !open.isEmpty(); pass++) {
            double[][] times = new double[models.size()][turns];
            for (int turn = 0; turn < turns; turn++) {
                for (int m : open) {
                    // The caches are another network's: the first run is not timed.
                    double[] sorted = models.get(m).milliseconds(1, runs[m]);
                    times[m][turn] = sorted[sorted.length / 2];
                }
            }
            for (int m : open) {
                Reading now = Reading.of(times[m]);
                readings[m] = readings[m] == null || now.median < readings[m].median ? now : readings[m];
            }
            open = open.stream().filter(m -> !readings[m].steady()).toList();
        }
        return List.of(readings);
    }
}
