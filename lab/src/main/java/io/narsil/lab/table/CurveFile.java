package io.narsil.lab.table;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads learning curves from a CSV file without quotes: one a row, in columns named epoch_1, epoch_2 and so on. */
public final class CurveFile {
    private static final int MOST_PROBLEMS = 20;
    private static final int FEWEST = 8;

    private CurveFile() {}

    /** All curves, of equal lengths; a {@link UserException} with up to twenty faults where there are none. */
    public static List<List<Double>> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw Unreadable.because(file, e);
        }
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
        List<Integer> columns = epochs(header);
        if (columns.size() < 2) {
            throw new UserException(
                    file + ":1",
                    "there are no columns \"epoch_1\", \"epoch_2\" and so on",
                    "the first line must name the columns");
        }
        Problems problems = new Problems();
        int faults = 0;
        List<List<Double>> curves = new ArrayList<>();
        for (int line = 1; line < lines.size() && faults < MOST_PROBLEMS; line++) {
            if (lines.get(line).isBlank()) {
                continue;
            }
            List<Double> curve = curve(cells(lines.get(line)), columns, file + ":" + (line + 1), problems);
            faults += curve.isEmpty() ? 1 : 0;
            curves.add(curve);
        }
        problems.throwIfAny();
        if (curves.size() < FEWEST) {
            throw new UserException(
                    file.toString(), "there must be at least " + FEWEST + " curves, not " + curves.size(), "");
        }
        return curves;
    }

    /** The columns of a header that hold epochs, in their order. */
    static List<Integer> epochs(List<String> header) {
        List<Integer> columns = new ArrayList<>();
        for (int epoch = 1; header.contains("epoch_" + epoch); epoch++) {
            columns.add(header.indexOf("epoch_" + epoch));
        }
        return columns;
    }

    /** The values of one row; none, and a problem, where one is no number. */
    static List<Double> curve(List<String> cells, List<Integer> columns, String where, Problems problems) {
        List<Double> curve = new ArrayList<>();
        for (int column : columns) {
            String text = column < cells.size() ? cells.get(column) : "";
            double value = number(text);
            if (!Double.isFinite(value)) {
                problems.add(
                        where,
                        "the accuracy after epoch " + (curve.size() + 1) + " must be a number, not \"" + text + "\"",
                        "leave the row out");
                return List.of();
            }
            curve.add(value);
        }
        return curve;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split(",", -1));
    }
}
