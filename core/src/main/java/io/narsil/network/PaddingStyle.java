package io.narsil.network;

import io.narsil.config.Words;

/** How a network pads where none of its blocks says otherwise. */
public enum PaddingStyle {
    /** By half the kernel on each side, as PyTorch's networks do. */
    HALF,
    /** As TensorFlow's {@code SAME} does. */
    SAME;

    /** The name that stands in files. */
    public String key() {
        return Words.of(this);
    }

    /** The padding of a window of that size. */
    public Padding of(int kernel) {
        return this == SAME ? new Padding.Same() : Padding.each(kernel / 2);
    }
}
