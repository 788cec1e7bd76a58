package io.narsil.search;

import io.narsil.predictor.Beliefs;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses the candidates of the best upper confidence bounds. The choice for each budget takes into account, by
 * fantasies, what was chosen for the other budgets ({@link BatchChooser}).
 *
 * @param optimism standard deviations added to the mean
 * @param priors beliefs of the user, which guide the choice
 */
public record UpperConfidenceBatch(Optimism optimism, Priors priors) implements BatchStrategy {
    /**
     * Number of candidates that are compared at once. A larger pool is processed in parts, so that its points need not
     * fit into memory.
     */
    private static final int CHUNK = 100_000;
    /** Number of candidates that each part passes to the final comparison, as a multiple of the batch. */
    private static final int SHORTLIST = 50;

    @Override
    public Map<Budget, List<Scored>> choose(
            Pool pool, Set<Candidate> tried, ScorePredictor predictor, Map<Budget, Integer> shares) {
        double deviations = optimism.deviations(tried.size());
        Map<Budget, List<Candidate>> members = pool.members();
        List<Candidate> all = pool.all();
        if (all.size() > CHUNK) {
            members = shortlist(pool, tried, predictor, shares, deviations);
            all = members.values().stream().flatMap(List::stream).toList();
        }
        Beliefs beliefs = GuidedBeliefs.of(predictor.beliefs(all), all, priors, tried.size());
        Map<Budget, List<Scored>> chosen = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<Budget, List<Candidate>> band : members.entrySet()) {
            int to = from + band.getValue().size();
            List<Candidate> known = all;
            List<Integer> open = IntStream.range(from, to)
                    .filter(place -> !tried.contains(known.get(place)))
                    .boxed()
                    .toList();
            List<Scored> best = new ArrayList<>();
            for (int place : BatchChooser.choose(beliefs, open, deviations, shares.get(band.getKey()))) {
                best.add(new Scored(all.get(place), beliefs.prediction(place)));
            }
            chosen.put(band.getKey(), best);
            from = to;
        }
        return chosen;
    }

    private Map<Budget, List<Candidate>> shortlist(
            Pool pool, Set<Candidate> tried, ScorePredictor predictor, Map<Budget, Integer> shares, double deviations) {
        Map<Budget, List<Candidate>> promising = new LinkedHashMap<>();
        pool.members().forEach((budget, band) -> {
            List<Candidate> open = band.stream().filter(c -> !tried.contains(c)).toList();
            List<Candidate> kept = new ArrayList<>();
            for (int from = 0; from < open.size(); from += CHUNK) {
                List<Candidate> part = List.copyOf(open.subList(from, Math.min(open.size(), from + CHUNK)));
                Beliefs beliefs = GuidedBeliefs.of(predictor.beliefs(part), part, priors, tried.size());
                IntStream.range(0, part.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -beliefs.upperConfidenceBound(i, deviations)))
                        .limit(SHORTLIST * (long) shares.get(budget))
                        .map(part::get)
                        .forEach(kept::add);
            }
            promising.put(budget, kept);
        });
        return promising;
    }
}
