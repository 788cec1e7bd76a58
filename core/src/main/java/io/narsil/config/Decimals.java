package io.narsil.config;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decimal numbers, exactly as they are written. Their size is bounded, so that a short text cannot cost much memory or
 * time.
 */
public final class Decimals {
    private static final int LONGEST = 40;

    private Decimals() {}

    /** The number in {@code text}, with trailing zeros removed, or nothing. */
    public static Optional<BigDecimal> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text.strip()).stripTrailingZeros();
            return Math.abs((long) value.scale()) > LONGEST ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
