package io.narsil.study.finished;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.recipe.RecipeText;
import io.narsil.search.Budget;
import io.narsil.search.Extremes;
import io.narsil.search.FamilyEvolution;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.store.StorePlace;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStore;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.predictor.KeptPredictor;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A run of which at least a round is over: its predictor answers for new budgets, without any training.
 *
 * <p>A new member is as sure as its prediction; its network and recipe still have to be trained.
 */
public final class FinishedRun {
    private final RunFolder folder;
    private final KeptPredictor kept;
    private final Problem problem;
    private final FamilyEvolution evolution;

    private FinishedRun(RunFolder folder, KeptPredictor kept, FamilyEvolution evolution) {
        this.folder = folder;
        this.kept = kept;
        this.problem = kept.problem();
        this.evolution = evolution;
    }

    /**
     * A candidate that was evolved.
     *
     * @param predicted predicted validation score after as many epochs as candidates of the rounds are trained, 0..1
     * @param deviation standard deviation of that prediction
     * @param recipe recipe in short
     * @param folder folder of its files, inside the run folder; empty where it was not written
     * @param detector neck and head, as a trainer is told of them; null where it classifies
     */
    public record Member(
            double predicted,
            double deviation,
            Cost cost,
            String recipe,
            String candidate,
            String folder,
            @JsonInclude(JsonInclude.Include.NON_NULL) Object detector) {}

    /** Opens a run folder; a {@link UserException} where it holds no predictor of its space. */
    public static FinishedRun open(RunFolder folder) {
        KeptPredictor kept = KeptPredictor.open(folder);
        List<Candidate> trained = trained(kept);
        return new FinishedRun(
                folder,
                kept,
                new FamilyEvolution(kept.evolution(folder, trained), trained, new Seeds(0).below("evolve", 0)));
    }

    /** The candidates that a predictor has learned from, best first. */
    static List<Candidate> trained(KeptPredictor kept) {
        return kept.predictor().state().observations().stream()
                .sorted(Comparator.comparingDouble(o -> -o.score()))
                .map(Observation::candidate)
                .toList();
    }

    /**
     * The most promising candidate within a budget, its network and recipe written to the run folder.
     *
     * @throws UserException where nothing in the space fits
     */
    public Member evolve(Budget budget) {
        budget.limits().keySet().forEach(this::check);
        List<Scored> survivors = evolution.run(List.of(budget)).get(0);
        if (survivors.isEmpty()) {
            throw nothing(budget);
        }
        return write(survivors.get(0), budget.name());
    }

    /** Says which limit binds and what the smallest candidate costs, where it is a single limit that nothing keeps. */
    private UserException nothing(Budget budget) {
        String fault = "no candidate of the space " + problem.space().name() + " was found within " + budget;
        String smallest = budget.limits().entrySet().stream()
                .map(limit -> tooSmall(limit.getKey(), limit.getValue()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return new UserException(
                "",
                smallest.isEmpty() ? fault : fault + ": the smallest has " + smallest,
                budget.floors().isEmpty() ? "a larger budget" : "a larger budget, or a wider range");
    }

    private Optional<String> tooSmall(Measure measure, long limit) {
        long least = measure.of(problem.cost(Extremes.smallest(problem.costs(), measure)));
        if (least <= limit) {
            return Optional.empty();
        }
        String cost = measure == Measure.LATENCY ? measure.text(least) : String.format(Locale.ROOT, "%,d", least);
        return Optional.of(cost + " " + measure.words());
    }

    /**
     * A candidate of {@link PredictedFronts}, its network and recipe written to the run folder.
     *
     * @param candidate name of the candidate
     * @param name name of its folder
     * @throws UserException where the run has no such candidate
     */
    public Member take(String candidate, String name) {
        List<Candidate> found = List.of(PredictedFronts.find(folder, candidate, problem));
        return write(new Scored(found.get(0), kept.predictor().predict(found).get(0)), name);
    }

    private Member write(Scored scored, String name) {
        folder.refuseLinks();
        ModelFolder target = folder.evolved(name);
        Member member = member(scored, folder.name(target));
        Candidate candidate = scored.candidate();
        target.write(problem.network(candidate), problem.recipe(candidate));
        target.writePrediction(member);
        return member;
    }

    /** The front of predicted score against a measure, from the cheapest to the dearest; nothing is written. */
    public List<Member> front(Measure measure, int points) {
        check(measure);
        return evolution.front(measure, points).stream()
                .map(scored -> member(scored, ""))
                .toList();
    }

    private void check(Measure measure) {
        if (measure == Measure.LATENCY && !knowsLatency()) {
            throw new UserException(
                    folder.path().toString(),
                    "this run has no device profile, so latencies of its networks are not known",
                    "a study with a budget of latency");
        }
    }

    /** The name of the score that is predicted, as people read it. */
    public String scoreText() {
        return folder.finished() ? StudyResult.read(folder).scoreText() : "score";
    }

    /** Whether the run has a device profile, so that latencies of its networks are known. */
    public boolean knowsLatency() {
        return kept.knowsLatency();
    }

    /** All trials of the run, in order; a {@link UserException} where its store is missing or cannot be read. */
    public List<StoredTrial> trials() {
        return trials(StudyResult.read(folder).study());
    }

    /** Like {@link #trials()}, of a run that need not be over: of the study of that name. */
    public List<StoredTrial> trials(String study) {
        try (TrialStore store = new StorePlace(folder.database(), folder.store()).existing()) {
            List<StoredTrial> trials = store.study(study, problem.spaces()).trials();
            if (trials.isEmpty()) {
                throw new UserException(
                        folder.trials().toString(),
                        "it holds no trials of the study \"" + study + "\", but of " + store.studies(),
                        "the file is damaged: delete result.json and run the same search again");
            }
            return trials;
        }
    }

    /** The milliseconds that a candidate is expected to take on the run's device, without a margin; none where nobody knows. */
    public OptionalDouble milliseconds(Candidate candidate) {
        return problem.timed(candidate) ? OptionalDouble.of(problem.milliseconds(candidate)) : OptionalDouble.empty();
    }

    private Member member(Scored scored, String files) {
        Candidate candidate = scored.candidate();
        return new Member(
                scored.prediction().mean(),
                scored.prediction().deviation(),
                problem.cost(candidate),
                RecipeText.brief(problem.recipe(candidate)),
                candidate.fingerprint(),
                files,
                RunArtifacts.detection(problem.architecture(candidate)));
    }
}
