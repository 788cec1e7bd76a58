package io.narsil.lab.table;

import io.narsil.config.Decimals;
import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table from a CSV file without quotes: a column for each parameter of a space, then the score, then anything,
 * of which {@code macs}, {@code params}, {@code activations} and {@code memory} are costs, and {@code epoch_1},
 * {@code epoch_2} and so on scores after so many epochs. Any other of these columns may be taken for the score.
 */
public final class TableFile {
    private static final List<String> COSTS = Arrays.stream(Measure.values())
            .filter(m -> m != Measure.LATENCY)
            .map(Measure::key)
            .toList();
    private static final int MOST_PROBLEMS = 20;
    private static final int MOST_ROWS = 5_000_000;

    private final String name;
    private final SearchSpace space;
    private final Optional<String> wanted;
    private final Problems problems = new Problems();
    private int faults;
    private int[] parameterColumns;
    private int scoreColumn;
    private final Map<String, Integer> costColumns = new LinkedHashMap<>();
    private List<Integer> epochColumns = List.of();

    private TableFile(String name, SearchSpace space, Optional<String> wanted) {
        this.name = name;
        this.space = space;
        this.wanted = wanted;
    }

    /**
     * The table in a file; a {@link UserException} with up to twenty faults where it is none of that space.
     *
     * @param score name of the score's column; the first after the parameters if none is given
     */
    public static Table read(Path file, SearchSpace space, Optional<String> score) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return new TableFile(file.toString(), space, score).read(reader);
        } catch (IOException e) {
            throw Unreadable.because(file, e);
        }
    }

    private Table read(BufferedReader reader) throws IOException {
        String header = reader.readLine();
        if (header == null) {
            throw new UserException(name, "the file is empty", "");
        }
        List<String> names = Cells.header(name, header);
        columns(names);
        once(names);
        problems.throwIfAny();
        List<Candidate> candidates = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        Map<String, List<Long>> costs = new LinkedHashMap<>();
        costColumns.keySet().forEach(c -> costs.put(c, new ArrayList<>()));
        Map<Candidate, Integer> lines = new HashMap<>();
        List<List<Double>> curves = new ArrayList<>();
        int number = 1;
        for (String line = reader.readLine(); line != null && faults < MOST_PROBLEMS; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (candidates.size() == MOST_ROWS) {
                throw new UserException(name, "the table has more than " + MOST_ROWS + " rows", "");
            }
            List<String> cells = Cells.of(line);
            Candidate candidate = fits(cells, names, number) ? candidate(cells, number) : null;
            if (candidate == null) {
                continue;
            }
            Integer twin = lines.put(candidate, number);
            if (twin != null) {
                fault(number, "this row has the values of line " + twin, "remove one of the two");
                continue;
            }
            if (!epochColumns.isEmpty()) {
                List<Double> curve = CurveFile.curve(cells, epochColumns, name + ":" + number, problems);
                faults += curve.isEmpty() ? 1 : 0;
                curves.add(curve);
            }
            int at = number;
            candidates.add(candidate);
            scores.add(score(cells.get(scoreColumn), number));
            costColumns.forEach((cost, column) -> costs.get(cost).add(cost(cost, cells.get(column), at)));
        }
        if (candidates.isEmpty() && faults == 0) {
            fault(number, "the table has no rows", "");
        }
        problems.throwIfAny();
        Map<String, long[]> arrays = new LinkedHashMap<>();
        costs.forEach((cost, values) ->
                arrays.put(cost, values.stream().mapToLong(Long::longValue).toArray()));
        return new Table(
                space,
                names.get(scoreColumn),
                candidates,
                scores.stream().mapToDouble(Double::doubleValue).toArray(),
                arrays,
                curves);
    }

    private void columns(List<String> header) {
        int last = -1;
        parameterColumns = new int[space.parameters().size()];
        for (int i = 0; i < parameterColumns.length; i++) {
            String parameter = space.parameters().get(i).name();
            parameterColumns[i] = header.indexOf(parameter);
            if (parameterColumns[i] < 0) {
                fault(1, "there is no column \"" + parameter + "\"", Nearest.hint(parameter, header));
            }
            last = Math.max(last, parameterColumns[i]);
        }
        scoreColumn = last + 1;
        if (scoreColumn >= header.size()) {
            fault(1, "no column follows those of the parameters", "the score must stand there");
        } else if (wanted.isPresent()) {
            List<String> others = header.subList(last + 1, header.size());
            scoreColumn = last + 1 + others.indexOf(wanted.get());
            if (scoreColumn == last) {
                fault(
                        1,
                        "no column \"" + wanted.get() + "\" follows those of the parameters",
                        Nearest.hint(wanted.get(), others));
            }
        }
        // Curves lead to the first score; what another one was after fewer epochs is not known.
        epochColumns = scoreColumn == last + 1 ? CurveFile.epochs(header) : List.of();
        for (String cost : COSTS) {
            if (header.indexOf(cost) > last) {
                costColumns.put(cost, header.indexOf(cost));
            }
        }
    }

    /** Of two columns of one name, nobody knows which one is meant. */
    private void once(List<String> header) {
        Set<String> read = new LinkedHashSet<>(costColumns.keySet());
        space.parameters().forEach(p -> read.add(p.name()));
        if (scoreColumn >= 0 && scoreColumn < header.size()) {
            read.add(header.get(scoreColumn));
        }
        for (String column : read) {
            if (header.indexOf(column) != header.lastIndexOf(column)) {
                fault(1, "the column \"" + column + "\" stands here a second time", "remove one of the two");
            }
        }
    }

    /** Whether a row has the cells that are read and, as with a comma within a number, no more than there are columns. */
    private boolean fits(List<String> cells, List<String> header, int line) {
        int width = costColumns.values().stream().reduce(scoreColumn, Math::max) + 1;
        if (cells.size() < width) {
            fault(line, "this row has " + cells.size() + " cells, not " + width, "");
            return false;
        }
        if (cells.stream().skip(header.size()).anyMatch(c -> !c.isEmpty())) {
            fault(
                    line,
                    "this row has " + cells.size() + " cells, and there are " + header.size() + " columns",
                    "no commas within cells, and points in numbers");
            return false;
        }
        return true;
    }

    private Candidate candidate(List<String> cells, int line) {
        int[] genes = new int[parameterColumns.length];
        for (int i = 0; i < genes.length; i++) {
            Parameter parameter = space.parameters().get(i);
            String text = cells.get(parameterColumns[i]);
            String value = Decimals.parse(text).map(BigDecimal::toPlainString).orElse(text);
            genes[i] = parameter.values().indexOf(value);
            if (genes[i] < 0) {
                fault(
                        line,
                        "\"" + parameter.name() + "\" has no value \"" + text + "\"",
                        Nearest.hint(value, parameter.values()));
                return null;
            }
        }
        return space.candidate(genes);
    }

    private double score(String text, int line) {
        try {
            double score = Double.parseDouble(text);
            if (Double.isFinite(score)) {
                return score;
            }
        } catch (NumberFormatException e) {
            // reported below like one that is not finite
        }
        fault(
                line,
                "the score must be a number, not \"" + text + "\"",
                wanted.isPresent() ? "another column for --score" : "leave the row out");
        return 0;
    }

    private long cost(String cost, String text, int line) {
        try {
            long value = new BigDecimal(text).longValueExact();
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // reported below like one that is negative
        }
        fault(line, "\"" + cost + "\" must be a whole number from 0, not \"" + text + "\"", "");
        return 0;
    }

    private void fault(int line, String what, String maybe) {
        faults++;
        problems.add(name + ":" + line, what, maybe);
    }
}
