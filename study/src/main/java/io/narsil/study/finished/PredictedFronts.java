package io.narsil.study.finished;

import io.narsil.config.UserException;
import io.narsil.network.Architecture;
import io.narsil.network.Cost;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeText;
import io.narsil.search.BudgetFronts;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import io.narsil.study.folder.FrontsFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.predictor.KeptPredictor;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The best predicted candidates for many budgets of one measure and of two: found once, when a run is over, and looked up from then on.
 *
 * @param measures measures that a budget may limit, in the order of their costs
 * @param resolution pixels a side of the images
 * @param candidates candidates, by multiply-adds
 */
public record PredictedFronts(List<Measure> measures, int resolution, List<Offer> candidates) {
    /**
     * A candidate.
     *
     * @param candidate name that it has in any run
     * @param predicted predicted score after the epochs of a round, 0..1
     * @param deviation standard deviation of that prediction
     * @param network network, or the detector that is made of it
     * @param recipe settings with which it is trained, those at their defaults included
     * @param brief recipe in short
     */
    public record Offer(
            String candidate,
            double predicted,
            double deviation,
            Cost cost,
            Architecture network,
            Map<String, String> recipe,
            String brief) {}

    /** Finds them with the predictor of a run that is over, where they are not there already, and writes them into its folder. */
    public static void write(RunFolder run) {
        if (Files.exists(run.fronts()) && FrontsFile.read(run).predictedIn(run)) {
            return;
        }
        KeptPredictor kept = KeptPredictor.open(run);
        List<Scored> found = new BudgetFronts(
                        kept.predictor(),
                        kept.problem().costs(),
                        FinishedRun.trained(kept),
                        new Seeds(0).below("fronts", 0))
                .find();
        FrontsFile.write(run, found.stream().map(s -> row(s, kept.problem())).toList());
    }

    private static FrontsFile.Row row(Scored scored, Problem problem) {
        Candidate candidate = scored.candidate();
        return new FrontsFile.Row(
                candidate.fingerprint(),
                IntStream.of(candidate.genes()).boxed().toList(),
                scored.prediction().mean(),
                scored.prediction().deviation(),
                problem.cost(candidate));
    }

    /**
     * Reads them.
     *
     * @throws UserException where the file is missing, damaged, or of another predictor or space
     */
    public static PredictedFronts read(RunFolder run) {
        FrontsFile file = open(run);
        Problem problem = KeptPredictor.problem(run);
        return new PredictedFronts(
                BudgetFronts.measures(problem.costs()),
                problem.input().resolution(),
                file.candidates().stream()
                        .map(row -> offer(row, candidate(run, row, problem), problem))
                        .toList());
    }

    private static FrontsFile open(RunFolder run) {
        if (!Files.exists(run.fronts())) {
            throw new UserException(
                    run.path().toString(),
                    "this run has no " + run.fronts().getFileName(),
                    run.finished()
                            ? "an earlier version finished it: \"narsil report\" of this run writes it"
                            : "it is written when the run is over");
        }
        FrontsFile file = FrontsFile.read(run);
        if (!file.predictedIn(run)) {
            throw FrontsFile.foreign(run);
        }
        return file;
    }

    /**
     * The candidate of that name.
     *
     * @throws UserException where the file cannot be read or holds no such candidate
     */
    static Candidate find(RunFolder run, String name, Problem problem) {
        FrontsFile file = open(run);
        return file.candidates().stream()
                .filter(row -> row.candidate().equals(name))
                .findFirst()
                .map(row -> candidate(run, row, problem))
                .orElseThrow(() -> new UserException(
                        run.fronts().toString(),
                        "none of its " + file.candidates().size() + " candidates is called \"" + name + "\"",
                        "the name that narsil dashboard or the report shows for a budget"));
    }

    /** The candidate of a row that may be somebody else's: it is one of the space, and costs what is said. */
    private static Candidate candidate(RunFolder run, FrontsFile.Row row, Problem problem) {
        try {
            Candidate candidate = problem.space()
                    .candidate(row.genes().stream().mapToInt(Integer::intValue).toArray());
            if (candidate.fingerprint().equals(row.candidate())
                    && problem.cost(candidate).equals(row.cost())) {
                return candidate;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // It is said below.
        }
        throw FrontsFile.damaged(run);
    }

    private static Offer offer(FrontsFile.Row row, Candidate candidate, Problem problem) {
        Map<String, String> recipe = problem.recipe(candidate);
        return new Offer(
                row.candidate(),
                row.mean(),
                row.deviation(),
                row.cost(),
                problem.architecture(candidate),
                Recipe.complete(recipe),
                RecipeText.brief(recipe));
    }
}
