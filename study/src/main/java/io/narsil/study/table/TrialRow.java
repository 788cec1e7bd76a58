package io.narsil.study.table;

import io.narsil.network.Cost;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeText;
import io.narsil.search.Trial;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.store.EpochRecord;
import io.narsil.store.StoredTrial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A trial as other programs and people get it. What is not known is null.
 *
 * @param trial number of the trial
 * @param round number of the round, from 1; null for what is of no round
 * @param why criterion by which it was chosen, in a word
 * @param status state: chosen, running, done, diverged or failed
 * @param reason reason why it failed or diverged; null where it did not
 * @param epochs number of epochs that it is trained for
 * @param scheduleEpochs number of epochs that its learning rate is planned for
 * @param score score on the validation images after the last epoch that is over, 0..1
 * @param testScore score on the test images, 0..1
 * @param predicted score that was predicted before it ran
 * @param deviation standard deviation of that prediction
 * @param seconds duration of its epochs together
 * @param teacher number of the trial whose network it learns from
 * @param continues number of the trial with which its training began
 * @param continuesAfter number of epochs that it had before
 * @param space name of the space that its candidate is of
 * @param candidate fingerprint of the candidate
 * @param architecture values of the space's parameters that are of the architecture
 * @param recipe settings with which it is trained, those at their defaults included
 * @param recipeText recipe in a few words
 * @param scores score after each epoch
 * @param losses mean training loss of each epoch
 * @param durations seconds of each epoch; 0 where a training that goes on had it before
 */
public record TrialRow(
        int trial,
        Trial.Kind kind,
        Integer round,
        String budget,
        String why,
        String status,
        String reason,
        int epochs,
        int scheduleEpochs,
        Double score,
        Double testScore,
        Double predicted,
        Double deviation,
        Cost cost,
        double seconds,
        Integer teacher,
        Integer continues,
        Integer continuesAfter,
        String space,
        String candidate,
        Map<String, String> architecture,
        Map<String, String> recipe,
        String recipeText,
        List<Double> scores,
        List<Double> losses,
        List<Double> durations) {

    static TrialRow of(StoredTrial stored) {
        Trial trial = stored.trial();
        Candidate candidate = trial.candidate();
        Map<String, String> recipe = candidate.space().recipe(candidate);
        return new TrialRow(
                trial.id(),
                trial.kind(),
                trial.kind() == Trial.Kind.ROUND ? trial.round() + 1 : null,
                trial.budget(),
                stored.why(),
                stored.status(),
                stored.reason().isEmpty() ? null : stored.reason(),
                trial.epochs(),
                trial.scheduleEpochs(),
                number(stored.score()),
                number(stored.testScore()),
                stored.prediction().map(p -> p.mean()).orElse(null),
                stored.prediction().map(p -> p.deviation()).orElse(null),
                stored.cost(),
                stored.seconds(),
                trial.teacher().isPresent() ? trial.teacher().getAsInt() : null,
                trial.continued().map(Trial.Continued::trial).orElse(null),
                trial.continued().map(Trial.Continued::epochs).orElse(null),
                candidate.space().name(),
                candidate.fingerprint(),
                chosen(candidate, Parameter.Group.ARCHITECTURE),
                complete(recipe, candidate),
                RecipeText.brief(recipe),
                stored.scores(),
                stored.epochs().stream().map(EpochRecord::loss).toList(),
                stored.epochs().stream().map(EpochRecord::seconds).toList());
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Map<String, String> chosen(Candidate candidate, Parameter.Group group) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (Parameter parameter : candidate.space().parameters()) {
            if (parameter.group() == group) {
                chosen.put(parameter.name(), candidate.values().get(parameter.name()));
            }
        }
        return chosen;
    }

    /** All settings, and parameters from which the space makes them; a setting that is named like a parameter says more. */
    private static Map<String, String> complete(Map<String, String> settings, Candidate candidate) {
        Map<String, String> all = new LinkedHashMap<>(chosen(candidate, Parameter.Group.RECIPE));
        all.putAll(settings);
        Recipe.complete(settings).forEach(all::putIfAbsent);
        return all;
    }
}
