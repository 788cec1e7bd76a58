package io.narsil.onnx.guard;

/** What a network may have at most; all are far beyond those that classify images. */
public final class Limits {
    /** Bytes of a file. */
    public static final long BYTES = 1L << 29;
    /** Fields of a file, all messages together. */
    static final int FIELDS = 400_000;

    /** Bytes of all texts of a file together. */
    static final long TEXTS = 1L << 25;

    static final int NODES = 10_000;
    /** Elements of one tensor, for one image. */
    static final long ELEMENTS = 1L << 27;
    /** Elements of all values together, for one image. */
    static final long ALL_ELEMENTS = 1L << 29;
    /** Multiplications and comparisons for one image. */
    static final long WORK = 1L << 39;

    private Limits() {}

    /** Bytes that a file may have on this machine: half of the memory is left to others. */
    public static long bytes() {
        return Math.min(BYTES, Runtime.getRuntime().maxMemory() / 2);
    }
}
