package io.narsil.network;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain data as YAML on one line: {@code {block: conv, kernel: 3}}. */
final class FlowText {
    /** Words that no reader of YAML takes for something else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

    private static final List<String> SPECIAL = List.of("null", "true", "false", "yes", "no", "on", "off");

    private FlowText() {}

    static String of(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> e.getKey() + ": " + of(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (plain instanceof Double number) {
            return Decimal.plain(number);
        } else if (plain instanceof String text) {
            return quoted(text);
        }
        return plain.toString();
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !SPECIAL.contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
