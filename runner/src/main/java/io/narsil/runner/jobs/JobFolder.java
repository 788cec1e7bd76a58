package io.narsil.runner.jobs;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one job.
 *
 * @param path folder of the job; where its request is gone, the job is not wanted any more and ends itself
 */
public record JobFolder(Path path) {
    /** Bytes that a job needs for its report. */
    private static final int ROOM = 1 << 16;

    private static final Pattern NAME = Pattern.compile("((?:trial|answer|probe)-[0-9]+)-[0-9a-z]+");

    /** What the job is to carry out: a {@link RequestFile}. */
    public Path request() {
        return path.resolve("request.jsonl");
    }

    /** What the job says: a {@link JobReport}. */
    public Path report() {
        return path.resolve("report.json");
    }

    /** The error output of the job's trainer. */
    public Path log() {
        return path.resolve("workers.log");
    }

    /** What the job itself printed. */
    public Path output() {
        return path.resolve("output.log");
    }

    /** The script of the job, where a queue wants one. */
    public Path script() {
        return path.resolve("job.sh");
    }

    /** The command that starts trainers, for all jobs beside this one. */
    public Path trainer() {
        return path.resolveSibling("trainer.json");
    }

    /** The name of the job among those of its run. */
    public String name() {
        return path.getFileName().toString();
    }

    /** What the job is about, the same for all tries: {@code trial-3}. */
    public String subject() {
        Matcher matcher = NAME.matcher(name());
        return matcher.matches() ? matcher.group(1) : name();
    }

    /** The jobs below a folder, in the order of their names. */
    static List<JobFolder> below(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(p -> NAME.matcher(p.getFileName().toString()).matches())
                    .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .map(JobFolder::new)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Removes the request first, so that the job ends itself where nobody else can end it, and then all else that can be
     * removed: a file that is still open on another machine may stay until the run's folder is tidied up.
     */
    void remove() {
        try {
            Files.deleteIfExists(request());
            try (Stream<Path> walk = Files.walk(path)) {
                for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // What stays is in nobody's way.
        }
    }

    /**
     * Makes sure that jobs can tell what comes of them. Where the disk is full, or the folder is gone, all of them end without a word, and
     * none is to blame: to count that as deaths would give another family.
     *
     * @param folder folder of all jobs of a run
     * @throws UserException where nothing can be written
     */
    static void checkRoom(Path folder) {
        Path file = folder.resolve("room-" + Nonce.next());
        WholeFile.writeInto(file, out -> out.write(new byte[ROOM]));
        delete(file);
    }

    /**
     * Removes what only jobs need, where none is left.
     *
     * @param folder folder of all jobs of a run
     */
    static void tidy(Path folder) {
        if (Files.isDirectory(folder) && below(folder).isEmpty()) {
            delete(new JobFolder(folder.resolve("any")).trainer());
            delete(folder);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // What stays is in nobody's way.
        }
    }
}
