package io.narsil.study.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.runner.TrainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the figures of a finished training say of the detector that was trained.
 *
 * @param form settings that make it of its backbone
 * @param classes names of the classes, in the order of the scores
 */
public record TrainedDetector(TrainRequest.Detection form, List<String> classes) {
    private static final int MOST = 4096;

    /** Keeps a copy. */
    public TrainedDetector {
        classes = List.copyOf(classes);
    }

    /** That of a file of figures; nothing where these are of a network that classifies. */
    static Optional<TrainedDetector> of(Path metrics) {
        JsonNode all = Json.read(metrics, JsonNode.class);
        JsonNode form = all.path("detector");
        if (form.isMissingNode()) {
            return Optional.empty();
        }
        List<String> classes = new ArrayList<>();
        all.path("classes").forEach(name -> classes.add(name.asText()));
        int neck = form.path("neck").asInt(0);
        int depth = form.path("depth").asInt(-1);
        String activation = form.path("activation").asText("");
        if (neck < 1 || neck > MOST || depth < 0 || depth > MOST || activation.isEmpty() || classes.isEmpty()) {
            throw new UserException(
                    metrics.toString(),
                    "the file is damaged: its \"detector\" or \"classes\" say no detector",
                    "a copy of the folder as it was trained");
        }
        return Optional.of(new TrainedDetector(new TrainRequest.Detection(neck, depth, activation, ""), classes));
    }
}
