package io.narsil.device.table;

import io.narsil.config.Decimals;
import io.narsil.config.Durations;
import io.narsil.config.Nearest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The column of a table that times stand in.
 *
 * @param name name of the column
 * @param unit unit of its numbers; empty where each cell says its own
 */
record TimeColumn(String name, String unit) {
    /** Milliseconds of a unit. */
    private static final Map<String, Double> UNITS = Map.of("ns", 1e-6, "us", 1e-3, "ms", 1.0, "s", 1e3);

    private static final Pattern LAST_WORD = Pattern.compile("([a-z]+)[^a-z]*$");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ns", "ns"),
            Map.entry("nanoseconds", "ns"),
            Map.entry("us", "us"),
            Map.entry("usec", "us"),
            Map.entry("microseconds", "us"),
            Map.entry("ms", "ms"),
            Map.entry("msec", "ms"),
            Map.entry("milliseconds", "ms"),
            Map.entry("s", "s"),
            Map.entry("sec", "s"),
            Map.entry("seconds", "s"));

    /**
     * Finds the column.
     *
     * @param others columns that are no choices of the space
     * @param wanted name that the user gave, if any
     * @param unit unit that the user gave, if any
     */
    static Optional<TimeColumn> find(
            List<String> others, Optional<String> wanted, Optional<String> unit, TableFaults faults) {
        if (wanted.isPresent()) {
            if (!others.contains(wanted.get())) {
                faults.add(
                        1,
                        "there is no column \"" + wanted.get() + "\" beside those of the space",
                        others.isEmpty() ? "" : Nearest.hint(wanted.get(), others));
                return Optional.empty();
            }
            return Optional.of(new TimeColumn(wanted.get(), unit.orElseGet(() -> unitOf(wanted.get()))));
        }
        List<String> timed = others.stream().filter(o -> !unitOf(o).isEmpty()).toList();
        List<String> plain =
                others.stream().filter(o -> o.equalsIgnoreCase("ms")).toList();
        List<String> found = plain.size() == 1 ? plain : timed;
        if (found.size() == 1) {
            return Optional.of(new TimeColumn(found.get(0), unit.orElseGet(() -> unitOf(found.get(0)))));
        }
        faults.add(
                1,
                found.isEmpty()
                        ? "no column's name ends in a unit of time (ns, us, ms or s), as \"ms\" or \"latency_ms\" does"
                        : "several columns may hold the times: " + String.join(", ", found),
                found.isEmpty() && others.isEmpty()
                        ? "add a column \"ms\""
                        : found.isEmpty()
                                ? "--column " + others.get(others.size() - 1) + " --unit ms"
                                : "--column " + found.get(0));
        return Optional.empty();
    }

    private static String unitOf(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('µ', 'u').replace('μ', 'u');
        Matcher last = LAST_WORD.matcher(plain);
        return last.find() ? NAMES.getOrDefault(last.group(1), "") : "";
    }

    /** The milliseconds of a cell; nothing, and a fault, where it is no time above 0. */
    OptionalDouble milliseconds(String cell, int line, TableFaults faults) {
        OptionalLong own = Durations.parse(cell);
        Optional<BigDecimal> number = Decimals.parse(cell);
        if (own.isEmpty() && number.isEmpty()) {
            faults.add(line, "\"" + name + "\" must be a time, not \"" + cell + "\"", "leave the cell empty");
            return OptionalDouble.empty();
        }
        if (own.isEmpty() && unit.isEmpty()) {
            faults.add(1, "the unit of the column \"" + name + "\" is not known", "--unit ms");
            return OptionalDouble.empty();
        }
        double value = own.isPresent() ? own.getAsLong() / 1e6 : number.get().doubleValue() * UNITS.get(unit);
        if (!(value > 0 && value < 1e9)) {
            faults.add(
                    line,
                    "\"" + name + "\" must be a time above 0, not \"" + cell + "\"",
                    "leave the cell empty where a network was not timed");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }
}
