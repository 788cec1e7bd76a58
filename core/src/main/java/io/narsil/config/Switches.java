package io.narsil.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is on or off, as files say it. */
public final class Switches {
    private static final List<String> ON = List.of("on", "true", "yes");
    private static final List<String> OFF = List.of("off", "false", "no");
    private static final List<String> SURELY_ON = List.of("1", "y", "t", "enabled", "always");
    private static final List<String> SURELY_OFF = List.of("0", "n", "f", "none", "disabled", "never");

    /** Of shorter words any other one is a typing mistake. */
    private static final int SHORTEST = 3;

    private Switches() {}

    /** True or false, also written yes or no, on or off. */
    public static Optional<Boolean> parse(String word) {
        return ON.contains(word)
                ? Optional.of(true)
                : OFF.contains(word) ? Optional.of(false) : Optional.<Boolean>empty();
    }

    /** The word that was most likely meant, quoted; empty where none is likely. */
    public static String hint(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        if (ON.contains(lower) || SURELY_ON.contains(lower)) {
            return "\"on\"";
        }
        if (OFF.contains(lower) || SURELY_OFF.contains(lower)) {
            return "\"off\"";
        }
        return Optional.of(lower)
                .filter(w -> w.length() >= SHORTEST)
                .flatMap(w -> Nearest.of(w, List.of("true", "false", "yes", "off")))
                .map(near -> "\"" + (ON.contains(near) ? "on" : "off") + "\"")
                .orElse("");
    }
}
