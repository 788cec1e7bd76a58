package io.narsil.cli.text;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.config.Words;

/** Values of options, or a message that names the option, the rule and the value. */
public final class Options {
    private Options() {}

    /** Refuses a number outside {@code least} to {@code most}. */
    public static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserException(option, "this must be from " + least + " to " + most + ", not " + value, "");
        }
    }

    /** The constant of an enum that a user named. */
    public static <E extends Enum<E>> E word(String option, Class<E> type, String word) {
        return Words.find(type, word)
                .orElseThrow(() -> new UserException(
                        option, "there is no \"" + word + "\" here", Nearest.hint(word, Words.all(type))));
    }
}
