package io.narsil.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write them: {@code 3ms}, {@code 0.8 ms}, {@code 750us}, {@code 1.5s}. In the program they are whole
 * nanoseconds.
 */
public final class Durations {
    private static final int LONGEST = 32;
    /** Ten microseconds: thousandths of a millisecond say little of less. */
    private static final int SHORT = 10_000;

    private static final Map<String, Integer> POWERS = new LinkedHashMap<>();

    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,4}):([0-9]{2})(:[0-9]{2})?");
    private static final String NUMBER = "([0-9]{1,7}(?:\\.[0-9]{1,7})?)\\s*";
    /** Days, hours, minutes and seconds. What follows hours without a unit is minutes. */
    private static final Pattern LONG = Pattern.compile("(?:" + NUMBER + "d(?:ays?)?\\s*)?(?:" + NUMBER
            + "(?:h|hrs?|hours?)\\s*)?(?:" + NUMBER + "(?:m|mins?|minutes?|(?<=h\\s?[0-9]{1,2}))\\s*)?(?:" + NUMBER
            + "(?:s|secs?|seconds?))?");

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

    /** About three digits in milliseconds, for a person: {@code 3.00 ms}, {@code 0.315 ms}; exactly where that would leave one digit. */
    public static String brief(long nanoseconds) {
        if (nanoseconds > 0 && nanoseconds < 1_000) {
            return nanoseconds + " ns";
        }
        if (nanoseconds > 0 && nanoseconds < SHORT) {
            return BigDecimal.valueOf(nanoseconds, 3).stripTrailingZeros().toPlainString() + " us";
        }
        double milliseconds = nanoseconds / 1e6;
        int decimals = milliseconds < 0.9995 ? 3 : milliseconds < 9.995 ? 2 : 1;
        return String.format(Locale.ROOT, "%." + decimals + "f ms", milliseconds);
    }

    /**
     * The minutes that were most likely meant by a time as people write long ones, at least one: {@code 1h}, {@code 90 min},
     * {@code 1h30}, {@code 1:30} for hours and minutes. Nothing where it is none.
     */
    public static OptionalLong minutes(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT).replace(',', '.');
        if (lower.length() > LONGEST) {
            return OptionalLong.empty();
        }
        Matcher clock = CLOCK.matcher(lower);
        if (clock.matches()) {
            return OptionalLong.of(Math.max(1, 60 * Long.parseLong(clock.group(1)) + Long.parseLong(clock.group(2))));
        }
        Matcher parts = LONG.matcher(lower);
        if (!parts.matches() || parts.group().isEmpty()) {
            return OptionalLong.empty();
        }
        double minutes = 24 * 60 * part(parts, 1) + 60 * part(parts, 2) + part(parts, 3) + part(parts, 4) / 60;
        return minutes > 0 ? OptionalLong.of(Math.max(1, Math.round(minutes))) : OptionalLong.empty();
    }

    private static double part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Double.parseDouble(parts.group(group));
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
