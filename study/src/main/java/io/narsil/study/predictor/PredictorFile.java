package io.narsil.study.predictor;

import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.files.TextFile;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A predictor as a file: safetensors, with what it belongs to as JSON in the file's header.
 *
 * <p>It holds what was observed and the hyperparameters, from which the predictor is the same to the bit.
 */
public final class PredictorFile {
    private static final String FORMAT = "predictor/1";
    /** Files of before have none, since nothing was known of chance. */
    private static final String DEVIATIONS = "deviations";

    private static final double ROUNDING = 1e-6;

    private PredictorFile() {}

    /**
     * Writes what a predictor knows.
     *
     * @param spaceText text of the space's file, to which the predictor belongs
     */
    public static void write(Path file, GaussianPredictor.State state, Problem problem, String spaceText) {
        SearchSpace space = problem.space();
        int observed = state.observations().size();
        int parameters = space.parameters().size();
        int[] genes = new int[observed * parameters];
        double[] accuracies = new double[observed];
        double[] deviations = new double[observed];
        for (int i = 0; i < observed; i++) {
            Observation observation = state.observations().get(i);
            System.arraycopy(observation.candidate().genes(), 0, genes, i * parameters, parameters);
            accuracies[i] = observation.score();
            deviations[i] = observation.deviation();
        }
        int statistics = state.statisticMeans().length;
        List<TensorEntry> tensors = new ArrayList<>(List.of(
                TensorEntry.of("candidates", genes, observed, parameters),
                TensorEntry.of("accuracies", accuracies, observed),
                TensorEntry.of(DEVIATIONS, deviations, observed),
                TensorEntry.of("statistics.mean", state.statisticMeans(), statistics),
                TensorEntry.of("statistics.deviation", state.statisticDeviations(), statistics),
                TensorEntry.of("weights", state.weights(), state.weights().length)));
        for (int i = 0; i < state.hyperparameters().size(); i++) {
            double[] values = state.hyperparameters().get(i);
            tensors.add(TensorEntry.of("process." + i, values, values.length));
        }
        InputSpec images = problem.input();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("narsil", FORMAT);
        about.put("space", space.name());
        about.put("space_sha256", Fingerprint.of(spaceText));
        about.put("channels", Integer.toString(images.channels()));
        about.put("resolution", Integer.toString(images.resolution()));
        about.put("classes", Integer.toString(images.classes()));
        Safetensors.write(file, tensors, about);
    }

    /** The input that a predictor was made for; a {@link UserException} where the file is no predictor. */
    public static InputSpec input(Path file) {
        Map<String, String> about = Safetensors.read(file).metadata();
        if (!FORMAT.equals(about.get("narsil"))) {
            throw new UserException(
                    file.toString(), "this is not a predictor that this version of narsil knows (" + FORMAT + ")", "");
        }
        try {
            return new InputSpec(
                    Integer.parseInt(about.get("channels")),
                    Integer.parseInt(about.get("resolution")),
                    Integer.parseInt(about.get("classes")));
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    /**
     * A predictor that knows what the one in a file knew.
     *
     * @param space file of the space
     * @throws UserException where the predictor is of another space, or damaged
     */
    public static GaussianPredictor read(Path file, Problem problem, Path space) {
        Safetensors.Content content = Safetensors.read(file);
        if (!Fingerprint.of(TextFile.read(space)).equals(content.metadata().get("space_sha256"))) {
            throw new UserException(
                    file.toString(),
                    "this predictor was made for another space (\""
                            + content.metadata().get("space") + "\") than the one in "
                            + space,
                    "one of the two files was changed or copied from another run");
        }
        try {
            GaussianPredictor predictor = new GaussianPredictor(problem);
            GaussianPredictor.State state = state(content, file, problem.space());
            predictor.restore(state);
            if (!sound(state) || !sound(predictor, state)) {
                throw damaged(file);
            }
            return predictor;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(file);
        }
    }

    private static boolean sound(Observation o) {
        return o.score() >= 0 && o.score() <= 1 && o.deviation() >= 0 && o.deviation() <= 1;
    }

    /** Whether its numbers are scores and weights. */
    private static boolean sound(GaussianPredictor.State state) {
        return state.observations().stream().allMatch(PredictorFile::sound)
                && Arrays.stream(state.weights()).allMatch(w -> w >= 0 && w <= 1)
                && Math.abs(Arrays.stream(state.weights()).sum() - 1) < ROUNDING;
    }

    /** Whether it predicts numbers, if only of what it has seen. */
    private static boolean sound(GaussianPredictor predictor, GaussianPredictor.State state) {
        return predictor
                .predict(state.observations().stream()
                        .map(Observation::candidate)
                        .toList())
                .stream()
                .allMatch(p -> Double.isFinite(p.mean()) && Double.isFinite(p.deviation()));
    }

    private static GaussianPredictor.State state(Safetensors.Content content, Path file, SearchSpace space) {
        int[] genes = content.need("candidates", file).ints();
        double[] accuracies = content.need("accuracies", file).doubles();
        double[] deviations = content.tensors().containsKey(DEVIATIONS)
                ? content.need(DEVIATIONS, file).doubles()
                : new double[accuracies.length];
        int parameters = space.parameters().size();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            int[] one = new int[parameters];
            System.arraycopy(genes, i * parameters, one, 0, parameters);
            Candidate candidate = space.candidate(one);
            observations.add(new Observation(candidate, accuracies[i], deviations[i]));
        }
        double[] weights = content.need("weights", file).doubles();
        List<double[]> hyperparameters = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            hyperparameters.add(content.need("process." + i, file).doubles());
        }
        return new GaussianPredictor.State(
                observations,
                content.need("statistics.mean", file).floats(),
                content.need("statistics.deviation", file).floats(),
                hyperparameters,
                weights);
    }

    private static UserException damaged(Path file) {
        return new UserException(
                file.toString(),
                "the predictor is damaged",
                "delete it and result.json, and run the study again, which trains nothing");
    }
}
