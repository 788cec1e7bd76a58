package io.narsil.runner;

/** What the built-in trainer computes on. */
public enum Device {
    CPU,
    /** One graphics card of Nvidia's for each worker. */
    CUDA
}
