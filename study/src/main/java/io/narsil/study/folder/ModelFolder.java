package io.narsil.study.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.recipe.RecipeFile;
import io.narsil.runner.TrainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with one network: its architecture and recipe, and what became of them so far.
 *
 * @param path path of the folder, which need not exist
 */
public record ModelFolder(Path path) {
    /** The name of the ONNX file. */
    public static final String ONNX = "model.onnx";

    private static final String EXAMPLE = "a member of a family, such as runs/NAME/models/large";

    /** Those that lie in a folder, in the order of their names; none where there is no such folder. */
    static List<ModelFolder> all(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().map(ModelFolder::new).toList();
        } catch (IOException e) {
            throw new UserException(folder.toString(), Unreadable.folder(e), "");
        }
    }

    /** The network. */
    public Path architecture() {
        return path.resolve("architecture.yaml");
    }

    /** The settings that it is trained with. */
    public Path recipe() {
        return path.resolve("recipe.yaml");
    }

    /** Its trained weights. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** What came of its training. */
    public Path metrics() {
        return path.resolve("metrics.json");
    }

    /** The last member of the family, where this is the folder of a run. */
    public Optional<ModelFolder> member() {
        List<ModelFolder> members = new RunFolder(path).members();
        return members.isEmpty() ? Optional.empty() : Optional.of(members.get(members.size() - 1));
    }

    /**
     * A file of this folder, which is there.
     *
     * @param file path of the file, by a method of this class
     * @throws UserException where it is not; it names a member of the family where this is the folder of a run
     */
    public Path there(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        String maybe = member().map(m -> m.path().toString()).orElse(EXAMPLE);
        throw new UserException(
                path.toString(),
                "there is no network in this folder: it needs " + file.getFileName(),
                file.equals(onnx()) && Files.exists(weights()) ? "narsil export " + path + ", which writes it" : maybe);
    }

    /** Refuses a folder in which a training is over. */
    public void refuseFinished() {
        if (Files.exists(metrics())) {
            throw new UserException(path.toString(), "this folder holds a finished training", "another one with --out");
        }
    }

    /** What a detector finds in the test images. */
    public Path found() {
        return path.resolve("found.jsonl");
    }

    /** What is expected of its training, where there was none. */
    public Path prediction() {
        return path.resolve("prediction.json");
    }

    /** The network with its weights, to be used. */
    public Path onnx() {
        return path.resolve(ONNX);
    }

    /** The same for images of another size than its own. */
    public Path onnx(int resolution) {
        return path.resolve(ONNX.replace(".", "-" + resolution + "."));
    }

    /** What {@link #onnx} answers to the test images of the run. */
    public Path testAnswers() {
        return path.resolve("test-answers.json");
    }

    /** What 8 bits are worth, where {@code narsil export} has written such a file beside that of {@link #onnx}. */
    public Path int8Worth() {
        return path.resolve("model.int8.json");
    }

    /**
     * This folder, where it holds a network with its weights.
     *
     * @throws UserException where it does not
     */
    public ModelFolder trained() {
        if (Files.exists(architecture()) && Files.exists(weights())) {
            return this;
        }
        String files = architecture().getFileName() + " and " + weights().getFileName();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            ModelFolder around = new ModelFolder(path.toAbsolutePath().getParent());
            boolean whole = Files.exists(around.architecture()) && Files.exists(around.weights());
            throw new UserException(
                    path.toString(),
                    "this is a file, and a trained network is a folder with " + files,
                    whole ? around.path().toString() : "");
        }
        throw new UserException(
                path.toString(),
                Files.isDirectory(path)
                        ? "there is no trained network in this folder: it needs " + files
                        : "there is no such folder",
                member().map(m -> m.path().toString()).orElse(EXAMPLE));
    }

    /** Reads the network; a {@link io.narsil.config.UserException} where it is missing or no network. */
    public Network network() {
        return NetworkFile.read(architecture());
    }

    /**
     * Writes what is trained.
     *
     * @param recipe settings by name
     */
    public void write(Network network, Map<String, String> recipe) {
        WholeFile.write(architecture(), NetworkFile.write(network));
        WholeFile.write(recipe(), RecipeFile.write(recipe));
    }

    /**
     * The weights of what was trained for this budget and is not its member, as a smaller budget's network is better: it may become
     * the member, should the run go on.
     */
    public Path kept(int trial) {
        return path.resolve("trial-" + trial + "-weights.safetensors");
    }

    /** Moves weights to where they are kept without being the member's. */
    public void keepWeights(Path from, int trial) {
        move(from, kept(trial));
    }

    /** Moves weights here; where they are gone already, an earlier try got this far. */
    public void takeWeights(Path from) {
        move(from, weights());
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw WholeFile.failure(from, e);
        }
    }

    /** Copies weights here, which stay where they are. */
    public void copyWeights(Path from) {
        WholeFile.write(weights(), out -> Files.copy(from, out));
    }

    /** Whether what was trained here is known to be another trial than that, or, in earlier versions, another candidate. */
    public boolean ofAnother(int trial, String candidate) {
        if (!Files.exists(metrics())) {
            return false;
        }
        JsonNode kept = Json.read(metrics(), JsonNode.class);
        return kept.has("trial")
                ? kept.get("trial").asInt(-1) != trial
                : !kept.path("candidate").asText(candidate).equals(candidate);
    }

    /** The detector that was trained here; nothing where what was trained here classifies, or is not over. */
    public Optional<TrainedDetector> detector() {
        return Files.exists(metrics()) ? TrainedDetector.of(metrics()) : Optional.empty();
    }

    /** What the weights here are of: the network, or the detector that was made of it; a UserException where a file is damaged. */
    public Architecture whole() {
        Network network = network();
        try {
            return detector()
                    .<Architecture>map(trained -> trained.form().detector(network))
                    .orElse(network);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UserException(path.toString(), "no detector can be made of its network: " + e.getMessage(), "");
        }
    }

    /** The neck and head that a prediction is of; nothing where what was predicted classifies, or nothing was. */
    public Optional<TrainRequest.Detection> predictedDetector() {
        return Files.exists(prediction()) ? TrainedDetector.form(prediction()) : Optional.empty();
    }

    /**
     * The same of the folder that a network lies in.
     *
     * @param network name of a network, or path of its file
     */
    public static Optional<TrainRequest.Detection> foundWith(String network) {
        Path file = Path.of(network).toAbsolutePath();
        ModelFolder folder = new ModelFolder(file.resolveSibling(""));
        return file.equals(folder.architecture()) ? folder.predictedDetector() : Optional.empty();
    }

    /** Writes what came of the training, as JSON. */
    public void writeMetrics(Object metrics) {
        Json.write(metrics(), metrics);
    }

    /** Writes what is expected, as JSON. */
    public void writePrediction(Object prediction) {
        Json.write(prediction(), prediction);
    }
}
