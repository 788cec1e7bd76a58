package io.narsil.study.detection;

import java.util.Map;

/** The usual recipe of a detector. */
public final class DetectionRecipe {
    /**
     * Settings by name; those left out have their defaults. Small batches, since few images have many places each; the first epoch
     * warms up, as all detectors of this kind do; and what is seen is mirrored and made larger or smaller.
     */
    public static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("optimizer", "sgd"),
            Map.entry("learning_rate", "0.05"),
            Map.entry("sgd_factor", "1"),
            Map.entry("schedule", "cosine"),
            Map.entry("final_rate", "0.01"),
            Map.entry("warmup_epochs", "1"),
            Map.entry("batch_size", "4"),
            Map.entry("weight_decay", "0.0001"),
            Map.entry("label_smoothing", "0"),
            Map.entry("ema", "on"),
            Map.entry("ema_decay", "0.998"),
            Map.entry("zoom", "0.3"),
            Map.entry("flip", "on"));

    private DetectionRecipe() {}
}
