package io.narsil.device.table;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.latency.learned.LearnedLatency;
import io.narsil.latency.learned.TimedCandidate;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Candidates of a space that a user has timed, from a CSV or JSON file.
 *
 * @param name name of the file, without its folder
 * @param column name of the column with the times, and its unit
 * @param rows different candidates, with the mean of their times
 * @param untimed number of rows without a time
 * @param repeated candidates that stand there more than once
 * @param unused columns that are neither a choice of the space nor the time
 */
public record LatencyTable(
        String name, String column, List<TimedCandidate> rows, int untimed, Repeated repeated, List<String> unused) {
    private static final long LARGEST = 1 << 26;

    /** Reads a file; a {@link UserException} with all its faults where it is no table of the space. */
    public static LatencyTable read(Path file, SearchSpace space, Optional<String> column, Optional<String> unit) {
        TableFaults faults = new TableFaults(file.toString());
        Cells cells = cells(file, faults);
        ChoiceCells choices = new ChoiceCells(space, faults);
        choices.columns(cells.columns());
        Set<String> names = space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        List<String> others = cells.columns().stream()
                .filter(c -> !names.contains(c) && !c.isEmpty())
                .toList();
        Optional<TimeColumn> found = TimeColumn.find(others, column, unit, faults);
        if (found.isEmpty()) {
            faults.throwIfAny();
        }
        TimeColumn time = found.orElseThrow();
        // Cells that are missing for want of a column were said once.
        boolean complete = space.parameters().stream()
                .filter(ChoiceCells::needed)
                .allMatch(p -> cells.columns().contains(p.name()));
        int untimed = 0;
        Map<Candidate, Repeated.Times> times = new LinkedHashMap<>();
        for (Cells.Row row : cells.rows()) {
            String cell = row.values().getOrDefault(time.name(), "");
            Optional<Candidate> candidate = complete ? choices.candidate(row) : Optional.empty();
            if (cell.isEmpty()) {
                untimed++;
                continue;
            }
            OptionalDouble milliseconds = time.milliseconds(cell, row.line(), faults);
            if (candidate.isPresent() && milliseconds.isPresent()) {
                times.computeIfAbsent(candidate.get(), k -> new Repeated.Times(new ArrayList<>(), new ArrayList<>()))
                        .add(row.line(), milliseconds.getAsDouble());
            }
        }
        faults.throwIfAny();
        if (times.size() < LearnedLatency.FEWEST) {
            throw new UserException(
                    file.toString(),
                    "the table has times of " + times.size()
                            + " different networks, but nothing is learned from fewer than " + LearnedLatency.FEWEST,
                    "time more: \"narsil device candidates\" writes a table of networks to time");
        }
        return new LatencyTable(
                file.getFileName().toString(),
                time.unit().isEmpty() || time.unit().equals(time.name())
                        ? time.name()
                        : time.name() + " in " + time.unit(),
                times.entrySet().stream()
                        .map(e -> new TimedCandidate(e.getKey(), e.getValue().mean()))
                        .toList(),
                untimed,
                Repeated.of(times.values()),
                others.stream().filter(o -> !o.equals(time.name())).toList());
    }

    private static Cells cells(Path file, TableFaults faults) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file.toString(), "there is no such file", "look at the spelling of its path");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserException(file.toString(), "the table has more than 64 MiB", "fewer rows");
            }
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
        String text = TextFile.read(file);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (text.isBlank()) {
            throw new UserException(file.toString(), "the file is empty", "");
        }
        char first = text.stripLeading().charAt(0);
        return first == '[' || first == '{'
                ? JsonCells.read(file.toString(), text, faults)
                : CsvCells.read(file.toString(), text, faults);
    }
}
