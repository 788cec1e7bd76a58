package io.narsil.cli.text;

import io.narsil.config.Respelled;
import io.narsil.config.UserException;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** The options that make a budget. */
public final class BudgetOptions {
    @Option(names = "--macs", paramLabel = "N", description = "Multiply-adds, such as 450M or 440M..450M.")
    private String macs;

    @Option(names = "--params", paramLabel = "N", description = "Parameters, such as 7.5M.")
    private String params;

    @Option(
            names = "--activations",
            paramLabel = "N",
            description = "Elements that come out of convolutions and linear layers, such as 2M.")
    private String activations;

    @Option(
            names = "--memory",
            paramLabel = "BYTES",
            description = "Bytes that activations take at once, one image in 32-bit floats, such as 512k.")
    private String memory;

    /** The budget of all options given; nothing if there is none. */
    public Optional<Budget> budget() {
        return budget(null);
    }

    /**
     * The budget of all options given and of a latency.
     *
     * @param latency latency as a person writes it, or null
     */
    public Optional<Budget> budget(String latency) {
        Map<Measure, Long> limits = new EnumMap<>(Measure.class);
        Map<Measure, Long> floors = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            String text = switch (measure) {
                case MACS -> macs;
                case PARAMS -> params;
                case ACTIVATIONS -> activations;
                case MEMORY -> memory;
                case LATENCY -> latency;
            };
            if (text != null) {
                read("--" + measure.key(), measure, text, limits, floors);
            }
        }
        return limits.isEmpty() ? Optional.empty() : Optional.of(new Budget("budget", limits, floors));
    }

    /**
     * Reads a limit of one measure, such as 450M, or a floor and a limit, such as 440M..450M.
     *
     * @param option option that the text was given to
     */
    public static void read(
            String option, Measure measure, String text, Map<Measure, Long> limits, Map<Measure, Long> floors) {
        int dots = text.indexOf("..");
        limits.put(measure, quantity(option, measure, dots < 0 ? text : text.substring(dots + 2)));
        if (dots >= 0) {
            floors.put(measure, quantity(option, measure, text.substring(0, dots)));
            if (floors.get(measure) > limits.get(measure)) {
                throw new UserException(option, text + " goes from more to less", "the two the other way round");
            }
        }
    }

    private static long quantity(String option, Measure measure, String text) {
        OptionalLong value = measure.parse(text);
        if (value.isEmpty() || value.getAsLong() < 1) {
            throw new UserException(
                    option,
                    "a budget must be " + measure.form() + ", not \"" + text + "\"",
                    Respelled.of(text, t -> measure.parse(t).isPresent()).orElse(""));
        }
        return value.getAsLong();
    }
}
