package io.narsil.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** JSON files of a run, for people and programs. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** What a file of somebody else may not do: say a key twice, go on after its end, leave out a number. */
    private static final ObjectMapper READ = MAPPER.copy()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private static final int LONGEST = 200;

    private Json() {}

    /** A value as text, indented, with a line break at its end. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A value as text in one line, without a line break. */
    public static String line(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Writes a value to a file, whole or not at all. */
    public static void write(Path file, Object value) {
        WholeFile.write(file, write(value));
    }

    /** The object in a file whose values are all of one type and there; a {@link UserException} where it is damaged. */
    public static <T> Map<String, T> map(Path file, Class<T> type) {
        return complete(file, json -> READ.readerForMapOf(type).<Map<String, T>>readValue(json));
    }

    /** The value in a file; a {@link UserException} where it is damaged. */
    public static <T> T read(Path file, Class<T> type) {
        return read(file, json -> READ.readValue(json, type));
    }

    /** The same of a value in which nothing is missing or null but what {@link MayBeNull} allows. */
    public static <T> T complete(Path file, Class<T> type) {
        return complete(file, json -> READ.readValue(json, type));
    }

    /**
     * The format that a file names under {@code narsil}, whatever else is in it; empty where it names none.
     *
     * @param file file of any content
     */
    public static String format(Path file) {
        JsonNode root = read(file, JsonNode.class);
        return root.path("narsil").asText("");
    }

    /** A way from a file's text to a value. */
    private interface Reading<T> {
        T of(JsonParser json) throws IOException;
    }

    private static <T> T complete(Path file, Reading<T> reading) {
        T value = read(file, reading);
        Complete.missing("", value).ifPresent(name -> {
            throw damaged(file, "\"" + name + "\" is missing or null");
        });
        return value;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try (JsonParser json = READ.createParser(TextFile.read(file))) {
            return read(file, reading, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Path file, Reading<T> reading, JsonParser json) throws IOException {
        try {
            T value = reading.of(json);
            if (value == null) {
                throw damaged(file, "it holds no value");
            }
            return value;
        } catch (JsonProcessingException e) {
            // What breaks a limit is said without its place.
            throw damaged(file, reason(e, Objects.requireNonNullElse(e.getLocation(), json.currentLocation())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /** Where the text is wrong, and how, in one line. */
    private static String reason(JsonProcessingException e, JsonLocation place) {
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        String first = Mismatch.words(e)
                .orElseGet(e::getOriginalMessage)
                .lines()
                .findFirst()
                .orElse("");
        return "line " + place.getLineNr() + ": " + path
                + (first.length() > LONGEST ? first.substring(0, LONGEST) + "..." : first);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                path.append('[').append(part.getIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(part.getFieldName());
            }
        }
        return path.length() == 0 ? "" : "\"" + path + "\": ";
    }

    /** The key of a record's component in a file. */
    static String key(String component) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
    }

    private static UserException damaged(Path file, String reason) {
        return new UserException(
                file.toString(), "the file is damaged: " + reason, "delete it and run the same command");
    }
}
