package io.narsil.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Names of photos as one text: names of files may have any characters. */
final class NameList {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NameList() {}

    static String write(List<String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names in a text; an {@link IllegalArgumentException} where it is none of them. */
    static List<String> read(String text) {
        try {
            return List.of(JSON.readValue(text, String[].class));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("no list of names", e);
        }
    }
}
