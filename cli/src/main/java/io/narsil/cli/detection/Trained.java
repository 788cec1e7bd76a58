package io.narsil.cli.detection;

import io.narsil.config.UserException;
import io.narsil.task.Fit;

/** What a network is trained for. */
public enum Trained {
    /** One class for each image. */
    CLASSIFICATION,
    /** Objects, each with its class and box. */
    DETECTION;

    /**
     * Refuses a fit that does not suit.
     *
     * @param fit fit that the user asks for
     */
    public void check(Fit fit) {
        if (this == DETECTION && fit == Fit.CROP) {
            throw new UserException("--fit", "what is cut away cannot be found", "--fit letterbox, or leave it out");
        }
    }
}
