package io.narsil.runner;

/** The device that the built-in trainer computes on. */
public enum Device {
    CPU,
    /** An Nvidia graphics card for each worker. */
    CUDA
}
