package io.narsil.runner;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import java.io.IOException;
import java.util.Map;

/** Writes and reads the lines of the worker protocol. */
public final class Protocol {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // Python writes a loss that is no number like that.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // A key that no file may have, or a network that is none, is explained by its own exception.
            .disable(SerializationFeature.WRAP_EXCEPTIONS)
            .disable(DeserializationFeature.WRAP_EXCEPTIONS)
            .addModule(new SimpleModule()
                    .addSerializer(Network.class, new NetworkWriter())
                    .addDeserializer(Network.class, new NetworkReader()))
            .build();

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private Protocol() {}

    /** A worker's message as one line, without its end. */
    public static String write(WorkerMessage message) {
        return write(JSON.writer(), message);
    }

    /** A request as one line, without its end; files are named by key. */
    public static String write(WorkerRequest request) {
        return write(JSON.writer(), request);
    }

    /**
     * A request to a worker on this machine as one line, without its end; files are named by path.
     *
     * @param files resolver of the paths that stand on the line
     * @throws IllegalArgumentException where a file may not have its key
     */
    public static String write(WorkerRequest request, ArtifactResolver files) {
        return write(JSON.writer().withAttribute(ArtifactResolver.class, files), request);
    }

    private static String write(ObjectWriter writer, Object message) {
        try {
            return writer.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The message of a worker's line; a {@link JsonProcessingException} if the line breaks the protocol. */
    public static WorkerMessage message(String line) throws JsonProcessingException {
        return read(line, WorkerMessage.class);
    }

    /**
     * The request of a line. Its keys are paths if the line was written with paths.
     *
     * @throws JsonProcessingException where it is not a line of the protocol
     * @throws io.narsil.config.UserException where its network is none
     */
    public static WorkerRequest request(String line) throws JsonProcessingException {
        return read(line, WorkerRequest.class);
    }

    private static <T> T read(String line, Class<T> type) throws JsonProcessingException {
        T value;
        try {
            value = JSON.readValue(line, type);
        } catch (IllegalArgumentException | NullPointerException e) {
            // What a record refuses in its constructor.
            throw new JsonMappingException(null, String.valueOf(e.getMessage()), e);
        }
        if (value == null) {
            throw new JsonMappingException(null, "the line holds no value");
        }
        return value;
    }

    /** A network as a tree of JSON, with the same keys as its YAML. */
    public static JsonNode architecture(Network network) {
        return JSON.valueToTree(NetworkFile.tree(network));
    }

    /** The network that {@link #architecture} wrote. */
    public static Network network(JsonNode architecture) {
        return network(JSON.convertValue(architecture, TREE));
    }

    private static Network network(Map<String, Object> tree) {
        return NetworkFile.parse("architecture", tree);
    }

    private static final class NetworkWriter extends JsonSerializer<Network> {
        @Override
        public void serialize(Network network, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeTree(architecture(network));
        }
    }

    private static final class NetworkReader extends JsonDeserializer<Network> {
        @Override
        public Network deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return network(context.<Map<String, Object>>readValue(json, context.constructType(TREE.getType())));
        }
    }
}
