package io.narsil.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that was most likely meant where a file has something else, or one that may not stand there. */
public final class LikelyNumber {
    private static final int LONGEST = 40;
    private static final Pattern PERCENT = Pattern.compile("(.*[0-9])\\s*%");
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9][0-9.,_]*)\\s*\\p{L}+");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What is above it and stands for a share is one in percent, whose sign was left out. */
    private static final BigDecimal LEAST_PERCENT = BigDecimal.valueOf(5);

    /** Digits of an end of a range that anyone would write: 1 and 0.25, not 0.999999. */
    private static final int ROUND_DIGITS = 2;

    private LikelyNumber() {}

    /** A number of the range as one would write it; empty where none is likely. */
    public static String hint(String text, NumberRange range) {
        if (text.length() > LONGEST) {
            return "";
        }
        Matcher percent = PERCENT.matcher(text.strip());
        if (percent.matches()) {
            return number(percent.group(1))
                    .map(n -> near(range.whole() ? n : n.divide(HUNDRED), range))
                    .orElse("");
        }
        Matcher unit = WITH_UNIT.matcher(text.strip());
        return number(text)
                .or(() -> unit.matches() ? number(unit.group(1)) : Optional.empty())
                .map(n -> near(n, range))
                .orElse("");
    }

    private static Optional<BigDecimal> number(String text) {
        return Respelled.of(text, t -> Decimals.parse(t).isPresent())
                .flatMap(Decimals::parse)
                .or(() -> Decimals.parse(text));
    }

    private static String near(BigDecimal number, NumberRange range) {
        String same = text(number, range);
        if (range.holds(same)) {
            return same;
        }
        String share = text(number.divide(HUNDRED), range);
        if (range.most() <= 1 && number.compareTo(LEAST_PERCENT) >= 0 && range.holds(share)) {
            return share;
        }
        double nearest = number.doubleValue() < range.least() ? range.least() : range.most();
        BigDecimal end = new BigDecimal(Double.toString(nearest)).stripTrailingZeros();
        boolean said = end.precision() <= ROUND_DIGITS && end.scale() <= ROUND_DIGITS;
        return said ? text(end, range) : "";
    }

    private static String text(BigDecimal number, NumberRange range) {
        BigDecimal fitting = range.whole() ? number.setScale(0, RoundingMode.HALF_UP) : number;
        return fitting.signum() == 0 ? "0" : fitting.stripTrailingZeros().toPlainString();
    }
}
