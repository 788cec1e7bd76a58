package io.narsil.network;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A rule about the settings of a block, such as that groups must divide channels. Spaces are checked by it before any
 * network is made, but only where a stage says something of {@code blamed}.
 *
 * @param blamed setting at which a fault is shown
 * @param with other settings that the rule depends on; it looks at nothing else
 * @param fault check of values when so many channels come in: says what is wrong, or is empty where nothing is
 */
public record BlockRule(
        BlockSetting<?> blamed, List<BlockSetting<?>> with, BiFunction<BlockValues, Integer, Optional<String>> fault) {
    public BlockRule {
        with = List.copyOf(with);
    }

    /** The rule that groups must divide a width. */
    static Optional<String> divides(int width, int groups) {
        return width % groups == 0
                ? Optional.empty()
                : Optional.of(width + " channels cannot be split into " + groups + " groups");
    }

    /** The rule that groups must divide the channels that come in. */
    static Optional<String> dividesInput(int in, int groups) {
        return in % groups == 0
                ? Optional.empty()
                : Optional.of("the " + in + " channels that come in cannot be split into " + groups + " groups");
    }
}
