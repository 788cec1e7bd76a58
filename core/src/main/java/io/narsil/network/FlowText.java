package io.narsil.network;

import io.narsil.config.YamlText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain data as YAML on one line: {@code {block: conv, kernel: 3}}. */
public final class FlowText {
    private FlowText() {}

    /** The text of a mapping, a list, a number, a text or a truth value. */
    public static String of(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> of(e.getKey()) + ": " + of(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (plain instanceof List<?> list) {
            return list.stream().map(FlowText::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (plain instanceof Double number) {
            return Decimal.plain(number);
        } else if (plain instanceof String text) {
            return YamlText.scalar(text);
        }
        return plain.toString();
    }
}
