package io.narsil.cli.text;

import io.narsil.config.UserException;
import io.narsil.task.Fit;

/** The option {@code --fit}: how photos become squares. */
public final class FitOption {
    private static final String NAME = "--fit";

    private FitOption() {}

    /**
     * The fit of a word.
     *
     * @param word word of the user; null for the middle square
     */
    public static Fit of(String word) {
        return word == null ? Fit.CROP : Options.word(NAME, Fit.class, word);
    }

    /**
     * The fit of images, which must be scaled if it is said.
     *
     * @param word word of the user; null for the middle square
     * @param resolution pixels a side; null to leave images as they are
     */
    public static Fit of(String word, Integer resolution) {
        Fit fit = of(word);
        if (word != null && resolution == null) {
            throw new UserException(
                    NAME, "this says how images are scaled, and without --resolution they are not", "--resolution 160");
        }
        return fit;
    }

    /**
     * Refuses what would cut objects away.
     *
     * @param word fit that the user asks for; null for none
     */
    public static void refuseCut(String word) {
        if (word != null && !word.equals(Fit.LETTERBOX.key())) {
            throw new UserException("--fit", "what is cut away cannot be found", "--fit letterbox, or leave it out");
        }
    }
}
