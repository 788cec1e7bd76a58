package io.narsil.runner;

import java.util.Locale;

/** What the built-in trainer computes on. */
public enum Device {
    CPU,
    /** One graphics card of Nvidia's for each worker. */
    CUDA;

    /** The name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
