package io.narsil.cli.objects;

import io.narsil.boxes.BoxConfusion;
import io.narsil.config.UserException;

/** The score of {@code --threshold}, above which boxes of a detector are shown and counted: below the usual one, most are wrong. */
public final class BoxThreshold {
    private BoxThreshold() {}

    /**
     * The score.
     *
     * @param given number that the user gives; null for the usual one
     */
    public static double of(Double given) {
        double score = given == null ? BoxConfusion.SCORE : given;
        if (!(score >= 0 && score <= 1)) {
            throw new UserException("--threshold", "this must be from 0 to 1, not " + score, "0.3");
        }
        return score;
    }
}
