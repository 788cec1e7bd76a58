package io.narsil.study.family;

import io.narsil.data.PreparedData;
import io.narsil.recipe.RecipeText;
import io.narsil.search.Budget;
import io.narsil.search.ByHand;
import io.narsil.search.SearchPlan;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.store.StorePlace;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStore;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.MemberBuilder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.images.RunSpace;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a search that is not over has found so far; nothing is written. */
public final class UnfinishedFamily {
    private UnfinishedFamily() {}

    /** The result so far, without a member; a {@link io.narsil.config.UserException} where no search was begun. */
    public static StudyResult of(RunFolder folder) {
        Study study = StudyFile.look(folder);
        List<StoredTrial> trials;
        Optional<Problem> problem = Files.exists(folder.images())
                ? Optional.of(study.problem(PreparedData.read(folder.images())))
                : Optional.empty();
        List<SearchSpace> spaces = problem.map(Problem::spaces).orElseGet(() -> RunSpace.all(folder));
        try (TrialStore store = new StorePlace(folder.database(), folder.store()).existing()) {
            trials = store.study(study.name(), spaces).trials();
        }
        SearchPlan plan = study.plan();
        List<Trial> rounds = trials.stream()
                .map(StoredTrial::trial)
                .filter(t -> t.kind() == Trial.Kind.ROUND)
                .toList();
        return new StudyResult(
                        study.name(),
                        (int) trials.stream()
                                .filter(t -> t.result().isPresent())
                                .count(),
                        rounds.stream()
                                .filter(t -> t.continued().isEmpty())
                                .mapToInt(Trial::epochs)
                                .min()
                                .orElse(plan.epochs()),
                        plan.epochs(),
                        plan.finalEpochs(),
                        plan.budgets().stream()
                                .map(b -> member(b, study, trials)
                                        .hand(problem.flatMap(p -> hand(p, b, plan, trials))
                                                .orElse(null))
                                        .build())
                                .toList(),
                        FamilyWriter.stages(trials),
                        study.score().key(),
                        List.of(),
                        0)
                .early(begun(rounds, plan), plan.rounds());
    }

    /** The number of rounds that were begun; what evolution found climbs like one more, and is none. */
    private static int begun(List<Trial> rounds, SearchPlan plan) {
        int begun = rounds.stream().mapToInt(t -> t.round() + 1).max().orElse(0);
        return plan.climbing() ? Math.min(begun, plan.rounds()) : begun;
    }

    private static Optional<StudyResult.Hand> hand(
            Problem problem, Budget budget, SearchPlan plan, List<StoredTrial> trials) {
        return ByHand.of(problem, plan)
                .best(budget, StoredTrial.history(trials))
                .map(entry -> HandLine.of(problem, entry));
    }

    private static MemberBuilder member(Budget budget, Study study, List<StoredTrial> trials) {
        Optional<StoredTrial> best = trials.stream()
                .filter(t -> t.trial().kind() == Trial.Kind.ROUND
                        && t.result().filter(TrialResult::done).isPresent()
                        && budget.fits(t.cost()))
                .max(Comparator.comparingDouble(t -> t.result().orElseThrow().score()));
        var member = StudyResult.Member.of(budget.name(), budget.toString());
        if (best.isEmpty()) {
            return member.problem("the search is not over, and it has trained nothing within this budget yet");
        }
        StoredTrial trial = best.get();
        return member.cost(trial.cost().macs(), trial.cost().params())
                .recipe(RecipeText.brief(
                        trial.trial().candidate().space().recipe(trial.trial().candidate())))
                .problem(String.format(
                        Locale.ROOT,
                        "the search is not over; its best candidate so far, trial %d, reached a %s of %.2f %% on the"
                                + " validation images after %d epochs",
                        trial.id(),
                        study.score().text(),
                        100 * trial.result().orElseThrow().score(),
                        trial.epochs().size()));
    }
}
