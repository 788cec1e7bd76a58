package io.narsil.lab.methods;

import io.narsil.lab.table.TableProblem;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.search.FamilyProposer;
import io.narsil.search.Scored;
import io.narsil.search.SearchPlan;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Proposes the rows within each budget that are predicted best, with caution: of a table all can be looked at, so nothing need be bred. */
record RankedRows(TableProblem problem) implements FamilyProposer {
    private static final int PROPOSED = 100;
    /** Rows that are looked at together, so that a large table need not fit into memory as numbers. */
    private static final int CHUNK = 100_000;

    @Override
    public List<List<Scored>> survivors(SearchPlan plan, ScorePredictor predictor, List<Candidate> trained) {
        return IntStream.range(0, problem.budgets().size())
                .mapToObj(b -> best(problem.within(b).candidates(), predictor))
                .toList();
    }

    private static List<Scored> best(List<Candidate> candidates, ScorePredictor predictor) {
        List<Scored> best = new ArrayList<>();
        for (int from = 0; from < candidates.size(); from += CHUNK) {
            List<Candidate> part = candidates.subList(from, Math.min(candidates.size(), from + CHUNK));
            List<Prediction> predictions = predictor.predict(part);
            IntStream.range(0, part.size())
                    .mapToObj(i -> new Scored(part.get(i), predictions.get(i)))
                    .forEach(best::add);
            best = new ArrayList<>(best.stream()
                    .sorted(Comparator.comparingDouble(s -> -s.prediction().below(1)))
                    .limit(PROPOSED)
                    .toList());
        }
        return best;
    }
}
