package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.device.DeviceProfile;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.latency.LatencyModel;
import io.narsil.network.Cost;
import io.narsil.network.NetworkFile;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.recipe.RecipeFile;
import io.narsil.search.Budget;
import io.narsil.search.Evolution;
import io.narsil.search.FamilyEvolution;
import io.narsil.search.Measure;
import io.narsil.search.Scored;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.store.StoredTrial;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A run whose rounds are over: its predictor answers for new budgets, without any training.
 *
 * <p>A new member is as sure as its prediction; its network and recipe still have to be trained.
 */
public final class FinishedRun {
    private static final int IMPORTANCE_SAMPLE = 4_000;

    private final Path path;
    private final StageCosts costs;
    private final FamilyEvolution evolution;
    private final GaussianPredictor predictor;

    private FinishedRun(Path path, StageCosts costs, FamilyEvolution evolution, GaussianPredictor predictor) {
        this.path = path;
        this.costs = costs;
        this.evolution = evolution;
        this.predictor = predictor;
    }

    /**
     * A candidate that was evolved.
     *
     * @param predicted validation accuracy after as many epochs as candidates of the rounds are trained, 0..1
     * @param deviation of that prediction
     * @param recipe in short
     * @param folder of its files, inside the run folder; empty where it was not written
     */
    public record Member(
            double predicted, double deviation, Cost cost, String recipe, String candidate, String folder) {}

    /**
     * What a parameter explains.
     *
     * @param recipe whether it is one of the recipe, not of the architecture
     * @param share of the variance, 0..1
     */
    public record Weight(String parameter, boolean recipe, double share) {}

    /** Opens a run folder; a {@link UserException} where it holds no predictor of its space. */
    public static FinishedRun open(Path path) {
        Path file = path.resolve("predictor.safetensors");
        Path spaceFile = path.resolve("space.yaml");
        if (!Files.isDirectory(path)) {
            throw new UserException(path.toString(), "there is no such run folder", "runs/NAME, with a study's name");
        }
        if (!Files.exists(file) || !Files.exists(spaceFile)) {
            throw new UserException(
                    path.toString(),
                    "this folder holds no finished run: " + (Files.exists(file) ? spaceFile : file).getFileName()
                            + " is missing",
                    "let \"narsil search\" of its study run to the end first");
        }
        String text = TextFile.read(spaceFile);
        SearchSpace space = SpaceFile.parse(spaceFile.toString(), text);
        Path device = path.resolve("device.json");
        LatencyModel latency = Files.exists(device) ? DeviceProfile.read(device).model() : LatencyModel.NONE;
        Problem problem = Problem.of(space, PredictorFile.images(file), latency);
        StageCosts costs = problem.costs();
        GaussianPredictor predictor = PredictorFile.read(file, problem, text);
        List<Candidate> trained = predictor.state().observations().stream()
                .sorted(Comparator.comparingDouble(o -> -o.score()))
                .map(Observation::candidate)
                .toList();
        FamilyEvolution evolution =
                new FamilyEvolution(new Evolution(predictor, costs), trained, new Seeds(0).below("evolve", 0));
        return new FinishedRun(path, costs, evolution, predictor);
    }

    /**
     * The best predicted candidate within a budget, its network and recipe written to {@code evolved/NAME}.
     *
     * @throws UserException where nothing in the space fits
     */
    public Member evolve(Budget budget) {
        if (budget.limits().containsKey(Measure.LATENCY) && !knowsLatency()) {
            throw new UserException(
                    path.toString(),
                    "this run has no device profile, so latencies of its networks are not known",
                    "a study with a budget of latency");
        }
        List<Scored> survivors = evolution.run(List.of(budget)).get(0);
        if (survivors.isEmpty()) {
            throw new UserException(
                    "",
                    "no candidate of the space " + costs.space().name() + " was found within " + budget,
                    "a larger budget");
        }
        String folder = "evolved/" + budget.name();
        Member member = member(survivors.get(0), folder);
        Candidate candidate = survivors.get(0).candidate();
        Path target = path.resolve(folder);
        WholeFile.write(
                target.resolve("architecture.yaml"),
                NetworkFile.write(costs.space().network(candidate, costs.images())));
        WholeFile.write(
                target.resolve("recipe.yaml"), RecipeFile.write(costs.space().recipe(candidate)));
        WholeFile.write(target.resolve("prediction.json"), Json.write(member));
        return member;
    }

    /** The front of predicted accuracy against a measure, from the cheapest to the dearest; nothing is written. */
    public List<Member> front(Measure measure, int points) {
        return evolution.front(measure, points).stream()
                .map(scored -> member(scored, ""))
                .toList();
    }

    /**
     * How much each parameter matters by itself: the share of the variance of predicted accuracy that lies between its
     * values, over random candidates of the space (first-order Sobol index, biased up a little by the sample).
     */
    public List<Weight> importance() {
        RandomGenerator random = new Seeds(0).stream("importance", 0);
        List<Candidate> sample = Stream.generate(() -> costs.space().random(random))
                .limit(IMPORTANCE_SAMPLE)
                .toList();
        double[] predicted =
                predictor.predict(sample).stream().mapToDouble(Prediction::mean).toArray();
        double mean = Arrays.stream(predicted).average().orElseThrow();
        double total =
                Arrays.stream(predicted).map(p -> (p - mean) * (p - mean)).sum();
        List<Weight> weights = new ArrayList<>();
        for (int p = 0; p < costs.space().parameters().size(); p++) {
            Parameter parameter = costs.space().parameters().get(p);
            double[] sums = new double[parameter.size()];
            int[] counts = new int[parameter.size()];
            for (int i = 0; i < predicted.length; i++) {
                sums[sample.get(i).gene(p)] += predicted[i] - mean;
                counts[sample.get(i).gene(p)]++;
            }
            double between = 0;
            for (int v = 0; v < sums.length; v++) {
                between += counts[v] == 0 ? 0 : sums[v] * sums[v] / counts[v];
            }
            weights.add(new Weight(
                    parameter.name(), parameter.group() == Parameter.Group.RECIPE, total == 0 ? 0 : between / total));
        }
        return weights;
    }

    /** Whether the run has a device profile, so that latencies of its networks are known. */
    public boolean knowsLatency() {
        return !costs.latency().equals(LatencyModel.NONE);
    }

    /** All trials of the run, in order; a {@link UserException} where its store is missing or cannot be read. */
    public List<StoredTrial> trials() {
        try (TrialStore store = TrialStores.existing(path.resolve("study.db").toString())) {
            return store.study(StudyResult.read(path).study(), costs.space()).trials();
        }
    }

    /** The milliseconds that a candidate is expected to take on the run's device, without a margin. */
    public double milliseconds(Candidate candidate) {
        return costs.of(candidate).latency() / 1e6 / (1 + costs.latency().margin());
    }

    private Member member(Scored scored, String folder) {
        Candidate candidate = scored.candidate();
        return new Member(
                scored.prediction().mean(),
                scored.prediction().deviation(),
                costs.of(candidate),
                RecipeText.brief(costs.space().recipe(candidate)),
                candidate.fingerprint(),
                folder);
    }
}
