package io.narsil.cli.finished;

import io.narsil.study.table.TrialColumn;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * CSV (RFC 4180), but with plain line feeds, as all programs here write and all readers take them. A value is never changed: one that a
 * spreadsheet would take for a formula stays as it is.
 */
final class CsvForm implements TrialForm {
    @Override
    public List<TrialColumn> columns(TrialTable table) {
        return TrialColumn.spread(table);
    }

    @Override
    public Optional<String> head(List<TrialColumn> columns) {
        return Optional.of(columns.stream().map(c -> cell(c.name())).collect(Collectors.joining(",")) + "\n");
    }

    @Override
    public String line(List<TrialColumn> columns, TrialRow row) {
        return columns.stream().map(c -> cell(c.of(row))).collect(Collectors.joining(",")) + "\n";
    }

    /** A cell: empty where there is no value, while a text without a letter is quoted. */
    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value.toString();
        boolean plain = !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
