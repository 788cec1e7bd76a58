package io.narsil.network;

import java.math.BigDecimal;

/** Numbers as files have them. */
final class Decimal {
    private Decimal() {}

    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
