package io.narsil.config;

/**
 * The numbers that are allowed as a value in a file.
 *
 * @param least smallest number
 * @param most largest number
 * @param whole restriction to whole numbers
 */
public record NumberRange(double least, double most, boolean whole) {
    /** All numbers. */
    static final NumberRange ANY = new NumberRange(-Double.MAX_VALUE, Double.MAX_VALUE, false);

    /** Whether a text is one of these numbers. */
    public boolean holds(String text) {
        return Decimals.parse(text)
                .filter(d -> d.doubleValue() >= least && d.doubleValue() <= most)
                .filter(d -> !whole || (d.scale() <= 0 && d.toBigInteger().bitLength() < Long.SIZE))
                .isPresent();
    }

    /** Any of these numbers, as a harmless value where a file has a fault. */
    public String any() {
        return whole ? Integer.toString((int) Math.max(1, least)) : "1";
    }

    /** Says which numbers these are, such as "a whole number from 1 to 16". */
    @Override
    public String toString() {
        return (whole ? "a whole number" : "a number") + " from " + (whole ? "" + (int) least : "" + least) + " to "
                + (whole ? "" + (int) most : "" + most);
    }
}
