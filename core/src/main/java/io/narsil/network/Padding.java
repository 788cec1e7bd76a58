package io.narsil.network;

/** How many zeros stand around an image before a window moves over it. Rows and columns are padded alike. */
public sealed interface Padding {
    /**
     * Zeros at the two ends of a row or column.
     *
     * @param before zeros before the first value
     * @param after zeros after the last value
     */
    record Ends(int before, int after) {
        /** Whether both ends have equally many. */
        public boolean even() {
            return before == after;
        }
    }

    /** The zeros for a row or column of {@code size} values. */
    Ends ends(int size, int kernel, int stride);

    /** The size of what comes out; 0 or less if the image is too small. */
    default int output(int size, int kernel, int stride) {
        Ends ends = ends(size, kernel, stride);
        return Math.floorDiv(size + ends.before() + ends.after() - kernel, stride) + 1;
    }

    /** Equally many on each side, of images of every size. */
    static Padding each(int pixels) {
        return new Each(pixels);
    }

    /**
     * Equally many on each side.
     *
     * @param pixels zeros on each side
     */
    record Each(int pixels) implements Padding {
        public Each {
            if (pixels < 0) {
                throw new IllegalArgumentException("padding of " + pixels + " pixels");
            }
        }

        @Override
        public Ends ends(int size, int kernel, int stride) {
            return new Ends(pixels, pixels);
        }
    }

    /**
     * TensorFlow's {@code SAME}: just enough that size / stride, rounded up, comes out. Where that is an odd number of
     * zeros, the one more stands at the end, so the same network pads images of other sizes in another way.
     */
    record Same() implements Padding {
        @Override
        public Ends ends(int size, int kernel, int stride) {
            int out = (size - 1) / stride + 1;
            int zeros = Math.max(0, (out - 1) * stride + kernel - size);
            return new Ends(zeros / 2, zeros - zeros / 2);
        }
    }
}
