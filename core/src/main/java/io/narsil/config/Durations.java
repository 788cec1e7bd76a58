package io.narsil.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Times as people write them: {@code 3ms}, {@code 0.8 ms}, {@code 750us}, {@code 1.5s}. In the program they are whole
 * nanoseconds.
 */
public final class Durations {
    private static final int LONGEST = 32;
    private static final Map<String, Integer> POWERS = new LinkedHashMap<>();

    static {
        POWERS.put("ns", 0);
        POWERS.put("us", 3);
        POWERS.put("ms", 6);
        POWERS.put("s", 9);
    }

    private Durations() {}

    /** The nanoseconds that {@code text} stands for, or nothing where it is no time, has no unit or is no whole number of them. */
    public static OptionalLong parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT).replace("µ", "u");
        return POWERS.entrySet().stream()
                .filter(unit -> lower.endsWith(unit.getKey()) && lower.length() <= LONGEST)
                .map(unit ->
                        scaled(lower.substring(0, lower.length() - unit.getKey().length()), unit.getValue()))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong scaled(String number, int power) {
        try {
            BigDecimal value = new BigDecimal(number.strip());
            return Math.abs((long) value.scale()) > LONGEST
                    ? OptionalLong.empty()
                    : OptionalLong.of(value.scaleByPowerOfTen(power).longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            // "750us" ends in "s", too: another unit may fit.
            return OptionalLong.empty();
        }
    }

    /** About three digits in milliseconds, for a person: {@code 3.00 ms}, {@code 0.315 ms}. */
    public static String brief(long nanoseconds) {
        double milliseconds = nanoseconds / 1e6;
        int decimals = milliseconds < 0.9995 ? 3 : milliseconds < 9.995 ? 2 : 1;
        return String.format(Locale.ROOT, "%." + decimals + "f ms", milliseconds);
    }

    /** As a clock shows them: {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    public static String clock(double seconds) {
        long s = Math.round(seconds);
        return s >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
    }

    /** Exactly, as {@link #parse} reads it: {@code 3ms}, {@code 0.75ms}. */
    public static String exact(long nanoseconds) {
        BigDecimal milliseconds =
                BigDecimal.valueOf(nanoseconds).divide(BigDecimal.valueOf(1_000_000), 6, RoundingMode.UNNECESSARY);
        return milliseconds.stripTrailingZeros().toPlainString() + "ms";
    }
}
