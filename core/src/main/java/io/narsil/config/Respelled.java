package io.narsil.config;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as people of other countries and fields write them, in the notation of this program: {@code 3,5M},
 * {@code 3'500k}, {@code 1 200k}, {@code 3.5m}, {@code 2 million}.
 */
public final class Respelled {
    private static final int LONGEST = 40;
    private static final Pattern NUMBER = Pattern.compile("([0-9.,'’_\\s\\u00A0\\u202F]*[0-9])[\\s\\u00A0]*(\\p{L}*)");
    private static final Pattern GROUPS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{3}){2,}");

    private Respelled() {}

    /** The spelling that is most likely meant and can be read; nothing where there is none. */
    public static Optional<String> of(String text, Predicate<String> reads) {
        Matcher parts = NUMBER.matcher(text.strip());
        if (text.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(1).replaceAll("['’_\\s\\u00A0\\u202F]", "");
        if (digits.indexOf(',') > digits.indexOf('.') && digits.indexOf(',') == digits.lastIndexOf(',')) {
            // The last mark, and the only one of its kind, stands before the decimals.
            digits = digits.replace(".", "").replace(',', '.');
        } else if (GROUPS.matcher(digits).matches()) {
            digits = digits.replace(".", "");
        }
        return Optional.of(digits.replace(",", "") + unit(parts.group(2))).filter(reads);
    }

    private static String unit(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "k", "kb", "thousand" -> "k";
            case "m", "mb", "mio", "mil", "mln", "million", "millions" -> "M";
            case "g", "b", "bn", "gb", "billion", "billions" -> "G";
            default -> word;
        };
    }
}
