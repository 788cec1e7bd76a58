package io.narsil.network;

import java.math.BigDecimal;

/** Numbers as files have them. */
final class Decimal {
    private Decimal() {}

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** A number as plain data: 4 and not 4.0. */
    static Number number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
            return (int) value;
        }
        return value;
    }
}
