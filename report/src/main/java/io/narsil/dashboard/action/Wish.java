package io.narsil.dashboard.action;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a page asks for: texts by name, and none of them is believed.
 *
 * @param values values by name; an unknown name is refused, so that no value is passed over that somebody relies on
 */
record Wish(Map<String, String> values) {
    static final int LARGEST = 16_384;

    private static final int LONGEST = 500;
    private static final Set<String> NAMES =
            Set.of("action", "run", "job", "name", "candidate", "macs", "params", "activations", "memory", "latency");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads an object of JSON; {@link Refused} where it is none, or has anything else in it than short texts of known names. */
    static Wish read(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            throw new Refused(400, "What is asked for is no JSON.");
        }
        if (root == null || !root.isObject()) {
            throw new Refused(
                    400,
                    "What is asked for must be an object of JSON, such as {\"action\": \"stop\", \"run\": \"fashion\"}.");
        }
        Map<String, String> values = new TreeMap<>();
        root.properties().forEach(field -> {
            if (!NAMES.contains(field.getKey())) {
                throw new Refused(
                        400,
                        "An action has no such value: " + plain(field.getKey()) + ". It has "
                                + String.join(", ", new TreeSet<>(NAMES)) + ".");
            }
            if (!field.getValue().isTextual() || field.getValue().textValue().length() > LONGEST) {
                throw new Refused(
                        400, "\"" + field.getKey() + "\" must be a text of at most " + LONGEST + " characters.");
            }
            if (!field.getValue().textValue().isEmpty()) {
                values.put(field.getKey(), field.getValue().textValue());
            }
        });
        return new Wish(values);
    }

    /** A value; empty where there is none. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A text of a request as an answer may repeat it: short, and without what is not a letter to be seen. */
    static String plain(String text) {
        String seen = text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
        return "\"" + (seen.length() > 80 ? seen.substring(0, 80) + "..." : seen) + "\"";
    }
}
