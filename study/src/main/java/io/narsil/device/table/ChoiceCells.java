package io.narsil.device.table;

import io.narsil.config.Decimals;
import io.narsil.config.Listed;
import io.narsil.config.Nearest;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the candidate of a row: a cell for each choice of architecture that the space has; recipes do not matter. */
final class ChoiceCells {
    private static final int SHOWN = 5;
    private static final int UNKNOWN = -1;
    private static final int EMPTY = -2;

    private final SearchSpace space;
    private final TableFaults faults;

    ChoiceCells(SearchSpace space, TableFaults faults) {
        this.space = space;
        this.faults = faults;
    }

    /** Whether a table must have a parameter's column. */
    static boolean needed(Parameter parameter) {
        return parameter.group() == Parameter.Group.ARCHITECTURE && parameter.size() > 1;
    }

    /** Looks for columns that are missing. */
    void columns(List<String> names) {
        List<String> missing = space.parameters().stream()
                .filter(ChoiceCells::needed)
                .map(Parameter::name)
                .filter(n -> !names.contains(n))
                .toList();
        if (!missing.isEmpty()) {
            faults.add(
                    1,
                    "columns of the space \"" + space.name() + "\" are missing: " + Listed.of(missing, SHOWN),
                    Nearest.of(missing.get(0), names)
                            .map(near -> "\"" + near + "\" is meant for the first")
                            .orElse("begin with \"narsil device candidates\", which writes such a table"));
        }
    }

    /** The candidate of a row; nothing, and a fault, where the row describes none. */
    Optional<Candidate> candidate(Cells.Row row) {
        int[] genes = new int[space.parameters().size()];
        List<Integer> empty = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < genes.length; i++) {
            Parameter parameter = space.parameters().get(i);
            if (!needed(parameter)) {
                continue;
            }
            String cell = row.values().getOrDefault(parameter.name(), "");
            int gene = cell.isEmpty() ? EMPTY : index(parameter, cell);
            if (gene == UNKNOWN) {
                whole = false;
                faults.add(
                        row.line(),
                        "\"" + parameter.name() + "\" has no value \"" + cell + "\"",
                        Nearest.hint(cell, parameter.values()));
            } else if (gene == EMPTY) {
                empty.add(i);
            } else {
                genes[i] = gene;
            }
        }
        if (!whole) {
            return Optional.empty();
        }
        for (int i : empty) {
            whole &= unread(genes, i, row.line());
        }
        return whole ? Optional.of(space.candidate(genes)) : Optional.empty();
    }

    /** A cell may be empty where the network does not read the choice. */
    private boolean unread(int[] genes, int parameter, int line) {
        int[] other = genes.clone();
        other[parameter] = space.parameters().get(parameter).size() - 1;
        if (space.candidate(genes).equals(space.candidate(other))) {
            return true;
        }
        faults.add(line, "\"" + space.parameters().get(parameter).name() + "\" is empty", "");
        return false;
    }

    private static int index(Parameter parameter, String cell) {
        List<String> values = parameter.values();
        String number = Decimals.parse(cell).map(BigDecimal::toPlainString).orElse(cell);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).equalsIgnoreCase(cell) || values.get(i).equals(number)) {
                return i;
            }
        }
        return UNKNOWN;
    }
}
