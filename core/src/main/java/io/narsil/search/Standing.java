package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps that follow from how a history stands: trials that were cut short are trained again, or a round begins. */
final class Standing {
    private Standing() {}

    /**
     * A step that trains again trials that were chosen before and were cut short; of those that are open, a teacher comes
     * a step before its students.
     */
    static Step.Train again(List<History.Entry> all) {
        Set<Integer> numbers = all.stream().map(e -> e.trial().id()).collect(Collectors.toSet());
        List<History.Entry> open = all.stream()
                .filter(e -> e.trial().teacher().stream().noneMatch(numbers::contains))
                .toList();
        Map<Integer, Prediction> predictions = new HashMap<>();
        open.forEach(
                e -> e.prediction().ifPresent(p -> predictions.put(e.trial().id(), p)));
        // What is made by hand is trained beside others.
        Trial first = open.stream()
                .map(History.Entry::trial)
                .filter(t -> t.kind() != Trial.Kind.HAND)
                .findFirst()
                .orElse(open.get(0).trial());
        Step.Why why = switch (first.kind()) {
            case ROUND ->
                first.continued().isPresent()
                        ? Step.Why.CLIMBING
                        : first.round() == 0 ? Step.Why.SPREAD : Step.Why.PROMISING;
            case HAND -> Step.Why.BY_HAND;
            case FINALIST, BASELINE -> Step.Why.FINALS;
        };
        return new Step.Train(open.stream().map(History.Entry::trial).toList(), predictions, why);
    }

    /** A step that begins a round with the candidates that were chosen for each budget, numbered from {@code next} on. */
    static Step.Train begin(SearchPlan plan, int round, int epochs, int next, Map<Budget, List<Scored>> chosen) {
        List<Trial> trials = new ArrayList<>();
        Map<Integer, Prediction> predictions = new HashMap<>();
        chosen.forEach((budget, members) -> {
            for (Scored scored : members) {
                int id = next + trials.size();
                trials.add(new Trial(
                        id,
                        Trial.Kind.ROUND,
                        round,
                        budget.name(),
                        scored.candidate(),
                        epochs,
                        plan.candidateSchedule()));
                if (round > 0) {
                    predictions.put(id, scored.prediction());
                }
            }
        });
        return new Step.Train(trials, predictions, round == 0 ? Step.Why.SPREAD : Step.Why.PROMISING);
    }

    /** Throws a {@link UserException} where every training of the rounds failed. */
    static void refuseIfAllFailed(History history) {
        List<TrialResult> over =
                history.rounds().flatMap(e -> e.result().stream()).toList();
        if (over.isEmpty()) {
            throw new UserException(
                    "", "no candidate was trained to its end yet", "let \"narsil search\" run for a while first");
        }
        if (over.stream().allMatch(r -> r.status() == TrialResult.Status.FAILED)) {
            throw new UserException(
                    "",
                    "no candidate of the first round could be trained: "
                            + over.get(0).reason(),
                    "");
        }
    }
}
