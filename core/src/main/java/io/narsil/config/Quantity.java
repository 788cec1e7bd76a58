package io.narsil.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whole numbers as this field writes them: {@code 450M}, {@code 7.5M}, {@code 300k}, {@code 1.2G}. */
public final class Quantity {
    private static final int LONGEST = 32;
    /** Commas between groups of three digits; anywhere else, one may stand before decimals. */
    private static final Pattern THOUSANDS = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");

    private Quantity() {}

    /** The exact number that {@code text} stands for, or nothing if it is not a whole number of at most 63 bits. */
    public static OptionalLong parse(String text) {
        String digits = text.strip().replace("_", "");
        if (THOUSANDS.matcher(digits).matches()) {
            digits = digits.replace(",", "");
        }
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return OptionalLong.empty();
        }
        int power = "kMG".indexOf(digits.charAt(digits.length() - 1)) + 1;
        if (power > 0) {
            digits = digits.substring(0, digits.length() - 1).strip();
        }
        try {
            BigDecimal value = new BigDecimal(digits);
            if (Math.abs((long) value.scale()) > LONGEST) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(value.scaleByPowerOfTen(3 * power).longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** About three digits with a unit, for a person: {@code 461.6M}, {@code 8.54M}, {@code 950}. */
    public static String brief(long value) {
        double size = value;
        for (String unit : new String[] {"", "k", "M", "G"}) {
            if (Math.abs(size) < 999.5 || unit.equals("G")) {
                if (unit.isEmpty()) {
                    return Long.toString(value);
                }
                int decimals = Math.abs(size) < 9.995 ? 2 : 1;
                return String.format(Locale.ROOT, "%." + decimals + "f%s", size, unit);
            }
            size /= 1000;
        }
        throw new AssertionError("unreachable");
    }
}
