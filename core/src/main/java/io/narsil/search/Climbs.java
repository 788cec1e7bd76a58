package io.narsil.search;

import io.narsil.predictor.FinalScores;
import io.narsil.predictor.Observation;
import io.narsil.space.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trainings of a search whose candidates climb, each with all its trials, in the order in which they began; and what
 * they will come to.
 */
final class Climbs {
    private final List<Climb> all;
    private final Problem problem;
    private final Optional<FinalScores> hopes;

    /**
     * One training.
     *
     * @param entries trials of it, from the first rung up
     */
    record Climb(List<History.Entry> entries) {
        Trial begun() {
            return entries.get(0).trial();
        }

        History.Entry last() {
            return entries.get(entries.size() - 1);
        }

        /** The trial that came farthest and went well. */
        Optional<History.Entry> top() {
            return entries.stream().filter(History.Entry::done).reduce((lower, higher) -> higher);
        }

        /** The epochs of the highest rung below so many that it came to: who is at the end for another budget goes on from there, too. */
        int below(int epochs) {
            return entries.stream()
                    .filter(History.Entry::done)
                    .mapToInt(e -> e.trial().epochs())
                    .filter(had -> had < epochs)
                    .max()
                    .orElseThrow();
        }

        /** Whether it went well to so many epochs. */
        boolean reached(int epochs) {
            return top().filter(e -> e.trial().epochs() >= epochs).isPresent();
        }

        /** Whether a trial to so many epochs was chosen. */
        boolean asked(int epochs) {
            return last().trial().epochs() >= epochs;
        }

        /** Whether it ended in a trial that did not go well. */
        boolean ended() {
            return last().result().filter(r -> !r.done()).isPresent();
        }

        private boolean diverged() {
            return last().result()
                    .filter(r -> r.status() == TrialResult.Status.DIVERGED)
                    .isPresent();
        }

        private FinalScores.Curve curve() {
            return new FinalScores.Curve(
                    begun().candidate(),
                    top().orElseThrow().result().orElseThrow().scores());
        }
    }

    /** All trainings of a history. */
    Climbs(SearchPlan plan, History history, Problem problem) {
        Map<Integer, List<History.Entry>> byOrigin = new LinkedHashMap<>();
        history.entries().stream()
                .filter(e -> e.trial().kind() == Trial.Kind.ROUND
                        || e.trial().continued().isPresent())
                .forEach(e -> byOrigin.computeIfAbsent(e.trial().origin(), o -> new ArrayList<>())
                        .add(e));
        this.all = byOrigin.values().stream().map(Climb::new).toList();
        this.problem = problem;
        List<FinalScores.Curve> curves = all.stream()
                .filter(c -> c.reached(plan.epochs()))
                .map(Climb::curve)
                .toList();
        this.hopes = curves.isEmpty() ? Optional.empty() : Optional.of(new FinalScores(curves, plan.levels()));
    }

    List<Climb> all() {
        return all;
    }

    /** The score at the end of a training that went well to the first rung at least. */
    double hope(Climb climb) {
        return hopes.orElseThrow().of(climb.curve());
    }

    /** What the predictor learns from: a score of each candidate at the end, measured or to be expected. */
    List<Observation> observations() {
        return all.stream()
                .filter(c -> c.diverged() || c.top().isPresent())
                .map(c -> Observation.of(
                        problem,
                        c.begun().candidate(),
                        c.diverged() ? problem.task().chance() : hope(c)))
                .toList();
    }
}
