package io.narsil.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of an address after its question mark. */
record Query(Map<String, List<String>> values) {
    /** Reads it; an {@link IllegalArgumentException} where a percent sign is followed by no number. */
    static Query of(String raw) {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(
                                URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                                k -> new ArrayList<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Query(values);
    }

    String text(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** All values of a name that may be said more than once. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A whole number that is not negative; another one where there is none. */
    int number(String name, int other) {
        String text = text(name);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : other;
    }
}
