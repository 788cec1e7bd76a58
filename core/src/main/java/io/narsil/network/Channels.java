package io.narsil.network;

/** Rounding of channel numbers. */
public final class Channels {
    private Channels() {}

    /**
     * The nearest multiple of 8, half up, never below 95 % of {@code wanted} and at least 8: the rule of the published
     * FBNetV3 for hidden widths and squeeze widths.
     */
    public static int round(double wanted) {
        return round(wanted, 0.95);
    }

    /** Like {@link #round(double)} with another lower limit: that of MobileNet and EfficientNet is 0.9. */
    public static int round(double wanted, double limit) {
        if (!(wanted > 0) || wanted > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("a width of " + wanted + " channels is out of range");
        }
        int rounded = Math.max(8, ((int) ((wanted + 4) / 8)) * 8);
        return rounded < limit * wanted ? rounded + 8 : rounded;
    }
}
