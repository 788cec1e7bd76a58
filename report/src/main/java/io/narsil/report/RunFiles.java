package io.narsil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.Fault;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Reads the files of a run, and remembers each one that is missing or damaged by its own name. */
final class RunFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGAIN = "run the study again, which trains nothing and writes what is missing";

    private final RunFolder run;
    private final Problems problems = new Problems();

    RunFiles(RunFolder run) {
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

    /** Remembers the faults that a check finds. */
    void check(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** The text of a file; null where there is none. */
    String text(Path file) {
        return read(() -> need(file));
    }

    /** The object of JSON in a file; null where there is none. */
    JsonNode tree(Path file) {
        return read(() -> {
            String text = need(file);
            try {
                JsonNode tree = JSON.readTree(text);
                if (tree.isObject()) {
                    return tree;
                }
            } catch (JsonProcessingException e) {
                // The user needs the file's name and not the parser's words.
            }
            throw new UserException(
                    file.toString(),
                    "the file is damaged",
                    "delete it and " + run.result().getFileName() + ", and " + AGAIN);
        });
    }

    private String need(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(
                    file.toString(),
                    "the file is missing",
                    "delete " + run.result().getFileName() + " and " + AGAIN);
        }
        return TextFile.read(file);
    }

    /** Throws all faults that were found. */
    void throwIfAny() {
        problems.throwIfAny();
    }
}
