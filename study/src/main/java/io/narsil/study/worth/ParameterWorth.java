package io.narsil.study.worth;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a parameter is worth by itself: the share of the variance of scores that lies between its values. This is its first-order
 * Sobol index (Sobol 1993), estimated from a sample as in an analysis of variance, without the part that chance alone puts between
 * groups (epsilon squared, Kelley 1935). Candidates that do not read the parameter have no value of it and are left out.
 *
 * @param recipe membership of the parameter in the recipe, not in the architecture
 * @param share share of the variance, 0..1
 * @param best value with the highest mean score; empty where no two values are in the sample
 * @param worst value with the lowest mean score
 * @param gain difference of these means
 */
public record ParameterWorth(String parameter, boolean recipe, double share, String best, String worst, double gain) {
    /** A value that fewer than one of so many candidates have has no mean to speak of. */
    private static final int RARE = 200;

    /**
     * The worth of all parameters that vary, in the order of the space.
     *
     * @param sample candidates
     * @param scores score of each, from which the mean of those that it is compared with is subtracted
     */
    static List<ParameterWorth> of(SearchSpace space, List<Candidate> sample, double[] scores) {
        double total = 0;
        for (double score : scores) {
            total += score * score;
        }
        int[][] genes = new int[scores.length][];
        for (int i = 0; i < genes.length; i++) {
            genes[i] = sample.get(i).genes();
            boolean[] read = space.read(sample.get(i));
            for (int p = 0; p < read.length; p++) {
                genes[i][p] = read[p] ? genes[i][p] : -1;
            }
        }
        List<ParameterWorth> all = new ArrayList<>();
        for (int p = 0; p < space.parameters().size(); p++) {
            if (space.parameters().get(p).size() > 1) {
                all.add(of(space.parameters().get(p), p, genes, scores, total));
            }
        }
        return all;
    }

    private static ParameterWorth of(Parameter parameter, int place, int[][] genes, double[] scores, double total) {
        int size = parameter.size();
        double[] means = new double[size];
        int[] counts = new int[size];
        double sum = 0;
        double squares = 0;
        int readers = 0;
        for (int i = 0; i < scores.length; i++) {
            int gene = genes[i][place];
            if (gene >= 0) {
                means[gene] += scores[i];
                counts[gene]++;
                sum += scores[i];
                squares += scores[i] * scores[i];
                readers++;
            }
        }
        double between = 0;
        int groups = 0;
        for (int v = 0; v < size; v++) {
            if (counts[v] > 0) {
                means[v] /= counts[v];
                between += counts[v] * means[v] * means[v];
                groups++;
            }
        }
        between -= readers == 0 ? 0 : sum * sum / readers;
        double within =
                readers > groups ? Math.max(0, squares - sum * sum / readers - between) / (readers - groups) : 0;
        double share = total > 0 ? Math.max(0, between - (groups - 1) * within) / total : 0;
        int enough = Math.max(2, scores.length / RARE);
        int[] known = IntStream.range(0, size).filter(v -> counts[v] >= enough).toArray();
        if (known.length < 2) {
            return new ParameterWorth(parameter.name(), recipe(parameter), share, "", "", 0);
        }
        int best = known[0];
        int worst = known[0];
        for (int v : known) {
            best = means[v] > means[best] ? v : best;
            worst = means[v] < means[worst] ? v : worst;
        }
        return new ParameterWorth(
                parameter.name(),
                recipe(parameter),
                Math.min(1, share),
                parameter.values().get(best),
                parameter.values().get(worst),
                means[best] - means[worst]);
    }

    private static boolean recipe(Parameter parameter) {
        return parameter.group() == Parameter.Group.RECIPE;
    }
}
