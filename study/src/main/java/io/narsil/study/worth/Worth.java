package io.narsil.study.worth;

import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Pool;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.predictor.KeptPredictor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the parameters of a run are worth so far, as its predictor sees it.
 *
 * <p>A sample of candidates within the study's budgets is predicted, as many for each budget, and each is compared with the others of its
 * budget: over the whole space, most of which nobody may use, size would be all that matters. The same trials give the same numbers.
 *
 * @param trials number of trials that the predictor has learned from
 * @param judged number of these that others have predicted, to see whether it knows anything
 * @param explained share of the variance among trials of the same budget that is predicted so
 * @param known truth of that being more than chance; where it is not, there are no parameters
 * @param together share of the variance that no parameter has by itself
 * @param parameters parameters that vary, those of the largest share first
 */
public record Worth(
        int trials, int judged, double explained, boolean known, double together, List<ParameterWorth> parameters) {
    /** The least number of trials that anything is said of. */
    public static final int FEWEST = Evidence.FEWEST;

    private static final int SAMPLE = 3_000;

    /**
     * Asks the predictor that a run keeps, whether the run is over or not.
     *
     * @throws io.narsil.config.UserException where the run has none yet, or it, the space or the study cannot be read
     */
    public static Worth of(RunFolder run) {
        KeptPredictor kept = KeptPredictor.open(run);
        return of(kept.problem(), kept.predictor(), StudyFile.look(run).plan().budgets());
    }

    /**
     * Asks a predictor.
     *
     * @param budgets budgets from the smallest to the largest
     */
    public static Worth of(Problem problem, GaussianPredictor predictor, List<Budget> budgets) {
        List<Observation> observations = predictor.state().observations();
        int[] bands = observations.stream()
                .mapToInt(o -> band(problem, o.candidate(), budgets))
                .toArray();
        Evidence evidence = Evidence.of(problem, observations, bands);
        if (!evidence.sure()) {
            return new Worth(observations.size(), evidence.trials(), evidence.explained(), false, 0, List.of());
        }
        Pool pool = Pool.build(budgets, problem.costs(), SAMPLE, new Seeds(0).below("worth", 0));
        double[] scores = predictor.means(pool.all());
        int from = 0;
        for (List<Candidate> band : pool.members().values()) {
            centre(scores, from, from + band.size());
            from += band.size();
        }
        List<ParameterWorth> all = ParameterWorth.of(problem.space(), pool.all(), scores).stream()
                .sorted(Comparator.comparingDouble(p -> -p.share()))
                .toList();
        double alone = all.stream().mapToDouble(ParameterWorth::share).sum();
        return new Worth(
                observations.size(), evidence.trials(), evidence.explained(), true, Math.max(0, 1 - alone), all);
    }

    /** The place of the smallest budget that a candidate fits; one more than the last where it fits none. */
    private static int band(Problem problem, Candidate candidate, List<Budget> budgets) {
        for (int i = 0; i < budgets.size(); i++) {
            if (budgets.get(i).fits(problem.cost(candidate))) {
                return i;
            }
        }
        return budgets.size();
    }

    private static void centre(double[] scores, int from, int to) {
        double mean = Arrays.stream(scores, from, to).average().orElse(0);
        for (int i = from; i < to; i++) {
            scores[i] -= mean;
        }
    }
}
