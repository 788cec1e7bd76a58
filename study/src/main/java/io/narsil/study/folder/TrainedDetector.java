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
        Optional<TrainRequest.Detection> form = form(metrics, all);
        List<String> classes = new ArrayList<>();
        all.path("classes").forEach(name -> classes.add(name.asText()));
        if (form.isPresent() && classes.isEmpty()) {
            throw damaged(metrics);
        }
        return form.map(f -> new TrainedDetector(f, classes));
    }

    /** The settings alone, of a file that need not say any class; nothing where it is of a network that classifies. */
    static Optional<TrainRequest.Detection> form(Path file) {
        return form(file, Json.read(file, JsonNode.class));
    }

    private static Optional<TrainRequest.Detection> form(Path file, JsonNode all) {
        JsonNode form = all.path("detector");
        if (form.isMissingNode()) {
            return Optional.empty();
        }
        int neck = form.path("neck").asInt(0);
        int depth = form.path("depth").asInt(-1);
        String activation = form.path("activation").asText("");
        if (neck < 1 || neck > MOST || depth < 0 || depth > MOST || activation.isEmpty()) {
            throw damaged(file);
        }
        return Optional.of(new TrainRequest.Detection(neck, depth, activation, ""));
    }

    private static UserException damaged(Path file) {
        return new UserException(
                file.toString(),
                "the file is damaged: its \"detector\" or \"classes\" say no detector",
                "a copy of the folder as it was written");
    }
}
