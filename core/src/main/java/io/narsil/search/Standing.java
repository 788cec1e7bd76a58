package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.Prediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a history asks for before anything new is chosen: that trials which were cut short are trained again, or an end. */
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
        Trial first = open.get(0).trial();
        Step.Why why = first.kind() != Trial.Kind.ROUND
                ? Step.Why.FINALS
                : first.continued().isPresent()
                        ? Step.Why.CLIMBING
                        : first.round() == 0 ? Step.Why.SPREAD : Step.Why.PROMISING;
        return new Step.Train(open.stream().map(History.Entry::trial).toList(), predictions, why);
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
