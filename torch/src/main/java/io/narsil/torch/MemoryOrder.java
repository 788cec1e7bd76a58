package io.narsil.torch;

/**
 * The memory format of images and convolutions: channels last, for libtorch's fast kernels, or the usual order, which
 * only the benchmark of a plain set-up uses.
 */
final class MemoryOrder {
    /** The system property that is true in a worker of that benchmark. */
    static final String PROPERTY = "narsil.plain";

    static final boolean CHANNELS_LAST = !Boolean.getBoolean(PROPERTY);

    private MemoryOrder() {}
}
