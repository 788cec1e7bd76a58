package io.narsil.study.worth;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.space.Problem;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Whether a predictor knows of trials more than which budget they fit: each fifth of them is predicted by one that has learned, and was
 * tuned, on the others alone (cross-validation). With what was tuned on all of them it would find something in noise, too.
 *
 * @param trials number of trials that are predicted so: all, or of many an even choice
 * @param explained share of the variance among trials of the same budget that is predicted; below 0 where the means of budgets
 *     predict better
 * @param sure truth of its predicting better than these means, by more than chance does one time in a hundred
 */
record Evidence(int trials, double explained, boolean sure) {
    /** With fewer trials no test tells much. */
    static final int FEWEST = 12;
    /** Learning takes the longer the more there is to learn, and whoever has this many is not in doubt. */
    private static final int MOST = 100;

    private static final int FOLDS = 5;
    /** The 99 % quantile of the normal distribution. */
    private static final double SURE = 2.326;

    /**
     * Predicts trials by others.
     *
     * @param bands place of the budget of each observation
     */
    static Evidence of(Problem problem, List<Observation> observations, int[] bands) {
        int count = Math.min(MOST, observations.size());
        if (count < FEWEST) {
            return new Evidence(count, 0, false);
        }
        int[] chosen = chosen(observations.size(), count);
        List<Observation> judged =
                IntStream.of(chosen).mapToObj(observations::get).toList();
        return judge(
                judged,
                predicted(problem, judged),
                IntStream.of(chosen).map(i -> bands[i]).toArray());
    }

    /** An even choice in a random order: as they were trained, budgets take turns, and a fifth might be all of one. */
    private static int[] chosen(int all, int count) {
        RandomGenerator random = new Seeds(0).stream("folds", 0);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            chosen[i] = chosen[other];
            chosen[other] = (int) ((long) i * all / count);
        }
        return chosen;
    }

    private static double[] predicted(Problem problem, List<Observation> judged) {
        double[] predicted = new double[judged.size()];
        IntStream.range(0, FOLDS).parallel().forEach(fold -> {
            int[] out = IntStream.range(0, predicted.length)
                    .filter(i -> i % FOLDS == fold)
                    .toArray();
            List<Observation> others = IntStream.range(0, predicted.length)
                    .filter(i -> i % FOLDS != fold)
                    .mapToObj(judged::get)
                    .toList();
            GaussianPredictor predictor = new GaussianPredictor(problem);
            predictor.pretrain(others.stream().map(Observation::candidate).toList());
            predictor.fit(others);
            double[] means = predictor.means(
                    IntStream.of(out).mapToObj(i -> judged.get(i).candidate()).toList());
            for (int i = 0; i < out.length; i++) {
                predicted[out[i]] = means[i];
            }
        });
        return predicted;
    }

    /**
     * Compares predictions with the means of budgets.
     *
     * @param predicted prediction of each observation by others
     */
    static Evidence judge(List<Observation> observations, double[] predicted, int[] bands) {
        int most = IntStream.of(bands).max().orElse(0) + 1;
        double[] sums = new double[most];
        int[] counts = new int[most];
        for (int i = 0; i < bands.length; i++) {
            sums[bands[i]] += observations.get(i).score();
            counts[bands[i]]++;
        }
        double total = 0;
        double left = 0;
        double squares = 0;
        int trials = 0;
        for (int i = 0; i < bands.length; i++) {
            if (counts[bands[i]] < 2) {
                continue;
            }
            double score = observations.get(i).score();
            double off = score - sums[bands[i]] / counts[bands[i]];
            double error = score - predicted[i];
            double gain = off * off - error * error;
            total += off * off;
            left += error * error;
            squares += gain * gain;
            trials++;
        }
        if (trials < FEWEST || total == 0) {
            return new Evidence(trials, 0, false);
        }
        double mean = (total - left) / trials;
        double deviation = Math.sqrt(Math.max(0, squares / trials - mean * mean) / (trials - 1));
        return new Evidence(trials, 1 - left / total, mean > SURE * deviation);
    }
}
