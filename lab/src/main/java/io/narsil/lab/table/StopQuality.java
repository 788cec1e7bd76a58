package io.narsil.lab.table;

import io.narsil.lab.Csv;
import io.narsil.lab.SeedRange;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.search.SpearmanStopping;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * What an early-stop rule saves and loses: over many random first rounds, measured on the curves that were not in them.
 *
 * @param rule rule that chose
 * @param epochs epoch chosen, for each first round
 * @param kept rank correlation with the last epoch on the remaining curves, for each first round
 * @param regret difference between the best final accuracy and that of the curve that is best at the chosen epoch, for
 *     each first round
 * @param held share of first rounds for which the correlation kept is at least the wanted one
 */
public record StopQuality(
        SpearmanStopping rule, List<Integer> epochs, List<Double> kept, List<Double> regret, double held) {
    /** The quality of one rule over the first rounds of some seeds. */
    public static StopQuality of(List<List<Double>> curves, int first, SpearmanStopping rule, SeedRange seeds) {
        int last = curves.get(0).size();
        List<Integer> epochs = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> regret = new ArrayList<>();
        int held = 0;
        for (int seed = seeds.first(); seed <= seeds.last(); seed++) {
            int[] order = Shuffle.indices(curves.size(), new Seeds(seed).stream("first-round", 0));
            List<List<Double>> round = new ArrayList<>();
            List<List<Double>> rest = new ArrayList<>();
            for (int i = 0; i < order.length; i++) {
                (i < first ? round : rest).add(curves.get(order[i]));
            }
            int epoch = rule.find(round, last).epoch();
            double[] then = rest.stream().mapToDouble(c -> c.get(epoch - 1)).toArray();
            double[] end = rest.stream().mapToDouble(c -> c.get(last - 1)).toArray();
            double correlation = new SpearmansCorrelation().correlation(then, end);
            epochs.add(epoch);
            kept.add(correlation);
            regret.add(end[best(end)] - end[best(then)]);
            held += correlation >= rule.threshold() ? 1 : 0;
        }
        return new StopQuality(rule, epochs, kept, regret, (double) held / seeds.count());
    }

    /** A line for each first round of each rule, as CSV. */
    public static String csv(List<StopQuality> rules, SeedRange seeds) {
        StringBuilder csv = new StringBuilder("sure,better,seed,epoch,correlation,regret\n");
        for (StopQuality q : rules) {
            for (int s = 0; s < q.epochs.size(); s++) {
                csv.append(Csv.line(
                        q.rule.sure(),
                        q.rule.better() ? 1 : 0,
                        seeds.first() + s,
                        q.epochs.get(s),
                        q.kept.get(s),
                        q.regret.get(s)));
            }
        }
        return csv.toString();
    }

    private static int best(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
