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
     * Refuses what does not suit.
     *
     * @param fit fit that the user asks for; null for none
     * @param score score that the user asks for; null for none
     */
    public void check(String fit, String score) {
        if (this == CLASSIFICATION) {
            return;
        }
        if (fit != null && !fit.equals(Fit.LETTERBOX.key())) {
            throw new UserException("--fit", "what is cut away cannot be found", "--fit letterbox, or leave it out");
        }
        if (score != null) {
            throw new UserException("--score", "the best epoch of a detector is that of the best mAP", "leave it out");
        }
    }
}
