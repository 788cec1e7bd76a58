package io.narsil.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** JSON files of a run, for people and programs. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

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

    /** The object in a file whose values are all of one type; a {@link UserException} where it is damaged. */
    public static <T> Map<String, T> map(Path file, Class<T> type) {
        try {
            return MAPPER.readerForMapOf(type).readValue(Files.readString(file));
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    /** The value in a file; a {@link UserException} where it is damaged. */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(Files.readString(file), type);
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    private static UserException damaged(Path file) {
        return new UserException(file.toString(), "the file is damaged", "delete it and run the same command");
    }
}
