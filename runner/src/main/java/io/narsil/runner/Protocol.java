package io.narsil.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import java.util.Map;

/** Lines of the worker protocol, to text and back. */
public final class Protocol {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // Python writes a loss that is no number like that.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Protocol() {}

    /** One line without its end. */
    public static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What a worker said; a {@link JsonProcessingException} where it is not a line of the protocol. */
    public static WorkerMessage message(String line) throws JsonProcessingException {
        return JSON.readValue(line, WorkerMessage.class);
    }

    /** What a worker is asked; a {@link JsonProcessingException} where it is not a line of the protocol. */
    public static TrialRequest request(String line) throws JsonProcessingException {
        return JSON.readValue(line, TrialRequest.class);
    }

    /** A network as JSON, with the same keys as its YAML. */
    public static JsonNode architecture(Network network) {
        return JSON.valueToTree(NetworkFile.tree(network));
    }

    /** The network that {@link #architecture} wrote. */
    public static Network network(JsonNode architecture) {
        Map<String, Object> tree = JSON.convertValue(architecture, new TypeReference<Map<String, Object>>() {});
        return NetworkFile.parse("architecture", tree);
    }
}
