package io.narsil.report.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.Fault;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.study.folder.PlainFile;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the files of a run, and remembers each one that is missing or damaged by its own name. */
public final class RunFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AGAIN = "run the study again, which trains nothing and writes what is missing";

    private final RunFolder run;
    private final Consumer<Path> guard;
    private final Problems problems = new Problems();

    /** The files of a run whose owner asks. */
    public RunFiles(RunFolder run) {
        this(run, file -> {});
    }

    /**
     * The files of a run that may be somebody else's.
     *
     * @param guard look at a file of a member before it is read, which throws a {@link UserException} where it must not be
     */
    public RunFiles(RunFolder run, Consumer<Path> guard) {
        this.run = run;
        this.guard = guard;
    }

    /** What a reader gives; null where it found a fault, which is then remembered. */
    public <T> T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (UserException e) {
            for (Fault p : e.problems()) {
                problems.add(p.where(), p.what(), p.maybe());
            }
            return null;
        }
    }

    /**
     * The same of what stands in files of a member, which may hold what nobody foresaw.
     *
     * @param from files, which are looked at before; of those that are missing the reader tells
     */
    public <T> T read(List<Path> from, Supplier<T> reader) {
        return read(() -> {
            from.stream().filter(PlainFile::there).forEach(guard);
            try {
                return reader.get();
            } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
                throw new UserException(from.get(0).toString(), "the file is damaged: " + e.getMessage(), "");
            }
        });
    }

    /** Remembers the faults that a check finds. */
    public void check(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** The text of a file; null where there is none. */
    public String text(Path file) {
        return read(() -> need(file));
    }

    /** The same of a file of a member. */
    String memberText(Path file) {
        return read(List.of(file), () -> need(file));
    }

    /** The object of JSON in a file; null where there is none. */
    public JsonNode tree(Path file) {
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

    /** The faults that were found so far. */
    public List<String> faults() {
        try {
            throwIfAny();
            return List.of();
        } catch (UserException e) {
            return e.problems().stream().map(Fault::toString).toList();
        }
    }

    /** Throws all faults that were found. */
    public void throwIfAny() {
        problems.throwIfAny();
    }
}
