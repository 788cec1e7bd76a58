package io.narsil.torch;

/**
 * How images and convolutions lie in memory: channels last, which libtorch's fast kernels read, or in the usual order,
 * which only the benchmark of the plain set-up asks for.
 */
final class MemoryOrder {
    /** Set to true in a worker that is to be measured against. */
    static final String PROPERTY = "narsil.plain";

    static final boolean CHANNELS_LAST = !Boolean.getBoolean(PROPERTY);

    private MemoryOrder() {}
}
