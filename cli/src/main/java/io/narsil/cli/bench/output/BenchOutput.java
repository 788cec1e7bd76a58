package io.narsil.cli.bench.output;

import io.narsil.cli.text.TextTable;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a benchmark's results go: the screen, and a folder if wanted.
 *
 * @param folder folder for files; null for none
 * @param quiet choice to show only results
 */
public record BenchOutput(PrintWriter screen, Path folder, boolean quiet) {
    /** Shows a result. */
    public void say(String format, Object... values) {
        screen.printf(Locale.ROOT, format + "%n", values);
        screen.flush();
    }

    /** Shows a table of results. */
    public void table(TextTable table) {
        screen.print(table);
        screen.flush();
    }

    /** Shows what is no result: progress, explanations, where files lie. */
    public void note(String format, Object... values) {
        if (!quiet) {
            say(format, values);
        }
    }

    /** Writes all figures of one kind, where a folder is wanted. */
    public void figures(String name, Object json, String csv) {
        file(name + ".json", Json.write(json));
        file(name + ".csv", csv);
    }

    public void file(String name, String text) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw WholeFile.failure(folder, e);
        }
        WholeFile.write(folder.resolve(name), text);
        note("Written: %s", folder.resolve(name));
    }

    /** Three digits that matter. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        double size = Math.abs(value);
        int decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + (size == Math.rint(size) ? 0 : decimals) + "f", value);
    }
}
