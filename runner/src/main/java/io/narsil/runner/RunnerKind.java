package io.narsil.runner;

import io.narsil.config.ConfigNode;

/**
 * A runner that a study chooses by its key: {@code runner: {KEY: ..., jobs: 8}}. A class with a constructor without
 * parameters, which stands in {@code META-INF/services/io.narsil.runner.RunnerKind} of its jar.
 */
public interface RunnerKind {
    /** The key in studies. */
    String key();

    /** Reads the settings that stand below the key; what is wrong with them is noted at their lines. */
    RunnerChoice read(ConfigNode settings);
}
