package io.narsil.device.table;

import io.narsil.config.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads CSV (RFC 4180): a header, then rows, with commas, semicolons or tabs between the cells, whichever the header has most of.
 * Beside semicolons and tabs a comma may be a decimal point.
 */
final class CsvCells {
    private final String file;
    private final String text;
    private final TableFaults faults;
    private final char separator;
    private int at;
    private int line = 1;

    private CsvCells(String file, String text, TableFaults faults) {
        this.file = file;
        this.text = text;
        this.faults = faults;
        String header = text.lines().findFirst().orElse("");
        char most = ',';
        for (char c : new char[] {';', '\t'}) {
            most = count(header, c) > count(header, most) ? c : most;
        }
        separator = most;
    }

    private static long count(String header, char separator) {
        return header.chars().filter(c -> c == separator).count();
    }

    /** The rows of a text; rows of too few or too many cells are faults. */
    static Cells read(String file, String text, TableFaults faults) {
        return new CsvCells(file, text, faults).read();
    }

    private Cells read() {
        List<String> columns = row();
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(c -> !c.isEmpty() && !seen.add(c))
                .forEach(c -> faults.add(1, "the column \"" + c + "\" stands here twice", "remove one of the two"));
        List<Cells.Row> rows = new ArrayList<>();
        while (at < text.length()) {
            int begun = line;
            List<String> cells = row();
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (cells.size() != columns.size()) {
                faults.add(
                        begun,
                        "a row has " + cells.size() + " cells, but the header " + columns.size(),
                        "quote texts that hold \"" + (separator == '\t' ? "a tab" : separator) + "\"");
                continue;
            }
            Cells.check(file, begun, rows.size(), columns.size());
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), decimal(cells.get(i)));
            }
            rows.add(new Cells.Row(begun, values));
        }
        return new Cells(columns, rows);
    }

    private String decimal(String cell) {
        return separator != ',' && cell.matches("[+-]?[0-9]+,[0-9]+") ? cell.replace(',', '.') : cell;
    }

    /** The cells up to the end of the line, which is passed. */
    private List<String> row() {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        // Kept beside the cell, which may be long and full of quotes.
        boolean blank = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && blank) {
                cell.setLength(0);
                quoted(cell);
                blank = cell.toString().isBlank();
            } else if (c == separator) {
                cells.add(cell.toString().strip());
                Cells.check(file, line, 0, cells.size());
                cell.setLength(0);
                blank = true;
            } else if (c == '\n' || c == '\r') {
                at += c == '\r' && at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
                line++;
                break;
            } else {
                cell.append(c);
                blank = blank && Character.isWhitespace(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private void quoted(StringBuilder cell) {
        int begun = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                at++;
                cell.append(c);
            } else {
                return;
            }
        }
        throw new UserException(file + ":" + begun, "a quote is opened here and never closed", "close it");
    }
}
