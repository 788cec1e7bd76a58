package io.narsil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.Fault;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Reads the files of a run, and remembers each one that is missing or damaged by its own name. */
final class RunFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGAIN = "run the study again, which trains nothing and writes what is missing";

    private final Path run;
    private final Problems problems = new Problems();

    RunFiles(Path run) {
        this.run = run;
    }

    /** What a reader gives; null where it found a fault, which is then remembered. */
    <T> T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (UserException e) {
            for (Fault p : e.problems()) {
                problems.add(p.where(), p.what(), p.maybe());
            }
            return null;
        }
    }

    /** The text of a file; null where there is none. */
    String text(String name) {
        return read(() -> need(name));
    }

    /** The object of JSON in a file; null where there is none. */
    JsonNode tree(String name) {
        return read(() -> {
            String text = need(name);
            try {
                JsonNode tree = JSON.readTree(text);
                if (tree.isObject()) {
                    return tree;
                }
            } catch (JsonProcessingException e) {
                // The user needs the file's name and not the parser's words.
            }
            throw new UserException(
                    run.resolve(name).toString(), "the file is damaged", "delete it and result.json, and " + AGAIN);
        });
    }

    private String need(String name) {
        Path file = run.resolve(name);
        if (!Files.exists(file)) {
            throw new UserException(file.toString(), "the file is missing", "delete result.json and " + AGAIN);
        }
        return TextFile.read(file);
    }

    /** Throws all faults that were found. */
    void throwIfAny() {
        problems.throwIfAny();
    }
}
