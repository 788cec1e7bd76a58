package io.narsil.augment;

/**
 * For each scaled pixel of a row or column the two that it lies between, where outside there is nothing but the last pixel.
 *
 * @param first first of the two
 * @param second other one
 * @param weights weight of the other one, in parts of {@link #ONE}
 */
record Line(int[] first, int[] second, int[] weights) {
    /** Bits of a weight: two of them and a value of 8 bits fit in an integer. */
    static final int BITS = 11;

    static final int ONE = 1 << BITS;
    static final int HALF = 1 << (2 * BITS - 1);

    static Line of(int from, int to) {
        Line line = new Line(new int[to], new int[to], new int[to]);
        for (int i = 0; i < to; i++) {
            double centre = Math.max(0, (i + 0.5) * from / to - 0.5);
            int before = (int) centre;
            line.first[i] = before;
            line.second[i] = Math.min(from - 1, before + 1);
            line.weights[i] = (int) Math.rint((centre - before) * ONE);
        }
        return line;
    }
}
