package io.narsil.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Stops at the first epoch whose scores rank candidates almost as the final ones do, with a given probability.
 *
 * <p>The paper (section 3) takes the first epoch whose correlation reaches the threshold in the first round. That
 * correlation is an estimate from few curves, and the first to reach a threshold is likely to do so by luck. So here
 * the true correlation must reach the threshold with a given probability; 0.5 is the paper's rule. With fewer than four
 * curves trainings do not stop early.
 *
 * <p>Scores that are equal say nothing of the order: where most networks have found nothing yet, two epochs agree on the
 * few that have. So the correlation is that to be expected where chance breaks the ties, of each epoch for itself; that
 * of mean ranks, the usual one, is 1 if only one network differs.
 *
 * <p>Where bad recipes or very small networks are among the candidates, any epoch tells them from the others, and a high
 * correlation says little of the order that matters. So it must be as high among the better half of the candidates, too, by
 * their last scores.
 *
 * @param threshold rank correlation to reach; the paper takes 0.92
 * @param sure probability with which it must be reached, from 0.5
 * @param better choice that the better half must keep its order, too; the paper looks at all
 */
public record SpearmanStopping(double threshold, double sure, boolean better) implements EarlyStopping {
    /** The default probability. */
    public static final double SURE = 0.9;

    private static final int FEWEST = 4;

    /** The rule of a search. */
    public static SpearmanStopping usual(double threshold) {
        return new SpearmanStopping(threshold, SURE, true);
    }

    /** The paper's rule. */
    public static SpearmanStopping paper(double threshold) {
        return new SpearmanStopping(threshold, 0.5, false);
    }

    @Override
    public EarlyStop find(List<List<Double>> curves, int epochs) {
        if (curves.size() >= FEWEST) {
            double[] last = at(curves, epochs);
            for (int epoch = 1; epoch < epochs; epoch++) {
                EarlyStop stop = at(curves, epochs, epoch, last);
                if (stop.sureness() >= sure) {
                    return stop;
                }
            }
        }
        return EarlyStop.none(epochs);
    }

    /** What is known of an epoch at which rounds were begun to stop. */
    EarlyStop at(List<List<Double>> curves, int epochs, int epoch) {
        if (epoch >= epochs) {
            return EarlyStop.none(epochs);
        }
        return curves.size() < FEWEST
                ? new EarlyStop(epoch, epochs, Double.NaN, 0)
                : at(curves, epochs, epoch, at(curves, epochs));
    }

    private EarlyStop at(List<List<Double>> curves, int epochs, int epoch, double[] last) {
        double[] then = at(curves, epoch);
        double correlation = correlation(then, last);
        EarlyStop all = new EarlyStop(epoch, epochs, correlation, sureness(correlation, last.length));
        if (!better) {
            return all;
        }
        int[] half = half(last);
        double[] thenBetter = Arrays.stream(half).mapToDouble(i -> then[i]).toArray();
        double[] lastBetter = Arrays.stream(half).mapToDouble(i -> last[i]).toArray();
        double among = correlation(thenBetter, lastBetter);
        double sureness = half.length < FEWEST ? 0 : sureness(Math.min(among, surest(half.length)), half.length);
        return sureness < all.sureness() ? new EarlyStop(epoch, epochs, among, sureness) : all;
    }

    private static double correlation(double[] then, double[] last) {
        return new SpearmansCorrelation().correlation(then, last) * Math.sqrt(told(then) * told(last));
    }

    /** The better half by the last scores; of equals those that stand first. */
    private static int[] half(double[] last) {
        return IntStream.range(0, last.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -last[i]))
                .limit((last.length + 1) / 2)
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * What the same order says of few candidates, which chance may make, too: as much as half a swap of two neighbours, of which a
     * whole one takes 12 / (n^3 - n) from a correlation of 1.
     */
    private static double surest(int count) {
        return 1 - 6 / cubic(count);
    }

    /** The variance of the mean ranks of scores, as a share of that of ranks without ties, which breaking ties would make it. */
    private static double told(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double lost = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            lost += cubic(to - from);
        }
        return 1 - lost / cubic(sorted.length);
    }

    private static double cubic(int count) {
        return (double) count * count * count - count;
    }

    /**
     * By Fisher's transformation, whose value is about normal with a standard deviation of 1.03 / sqrt(n - 3) for
     * Spearman's correlation (Fieller, Hartley and Pearson 1957, whose factor is the root of 1.06).
     */
    private double sureness(double correlation, int curves) {
        if (Double.isNaN(correlation)) {
            return 0;
        }
        if (correlation >= 1) {
            return 1;
        }
        double deviation = 1.03 / Math.sqrt(curves - 3);
        double above = (fisher(correlation) - fisher(threshold)) / deviation;
        return 0.5 * (1 + Erf.erf(above / Math.sqrt(2)));
    }

    private static double fisher(double correlation) {
        return 0.5 * StrictMath.log((1 + correlation) / (1 - correlation));
    }

    private static double[] at(List<List<Double>> curves, int epoch) {
        return curves.stream().mapToDouble(c -> c.get(epoch - 1)).toArray();
    }
}
