package io.narsil.cli.detection;

import io.narsil.config.UserException;

/** What a network is trained for. */
public enum Trained {
    /** One class for each image. */
    CLASSIFICATION,
    /** Objects, each with its class and box. */
    DETECTION;

    /**
     * Refuses what does not suit.
     *
     * @param score score that the user asks for; null for none
     * @param detector options of a detector
     */
    public void check(String score, DetectorOptions detector) {
        if (this == CLASSIFICATION) {
            detector.refuse();
        }
        if (this == DETECTION && score != null) {
            throw new UserException("--score", "the best epoch of a detector is that of the best mAP", "leave it out");
        }
    }
}
