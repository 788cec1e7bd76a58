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
     */
    public void check(String score) {
        if (this == DETECTION && score != null) {
            throw new UserException("--score", "the best epoch of a detector is that of the best mAP", "leave it out");
        }
    }
}
