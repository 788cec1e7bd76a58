package io.narsil.dashboard.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a page reads of some files, read again when one of them has changed. */
final class Reread {
    private final List<Path> files;
    private String read = "";
    private Map<String, Object> values = Map.of();

    /**
     * Nothing is read yet.
     *
     * @param files files of which the values are made, the one that may be at fault first
     */
    Reread(Path... files) {
        this.files = List.of(files);
    }

    /**
     * The values as a page reads them, or {@code problems}.
     *
     * @param more value that they depend on beside the files
     */
    synchronized Map<String, Object> of(Object more, Supplier<Map<String, Object>> reader) {
        StringBuilder now = new StringBuilder();
        files.forEach(f -> now.append(time(f)));
        now.append(more);
        if (!now.toString().equals(read)) {
            try {
                values = reader.get();
            } catch (RuntimeException e) {
                values = Map.of("problems", StoreReading.texts(files.get(0), e));
            }
            read = now.toString();
        }
        return values;
    }

    private static String time(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " ";
        } catch (IOException e) {
            return "none ";
        }
    }
}
