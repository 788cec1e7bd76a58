package io.narsil.dashboard.run;

import io.narsil.study.folder.PlainFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.RunTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where runs of a folder keep their trials, if not there. Pages ask several times a second, so each file that says so is read once, until
 * it is another one. It may be somebody else's: one that is no plain file is not read.
 */
final class StoreNotes {
    private static final long MOST_BYTES = 1 << 16;

    private record Note(String stamp, Optional<String> address) {}

    private volatile Map<Path, Note> known = Map.of();

    /** The addresses that the files of some runs say. */
    List<String> of(List<WatchedRun> runs) {
        Map<Path, Note> before = known;
        Map<Path, Note> now = new HashMap<>();
        for (WatchedRun run : runs) {
            Path file = run.folder().store();
            if (!run.link() && PlainFile.there(file)) {
                String stamp = stamp(file);
                Note kept = before.get(file);
                now.put(
                        file,
                        kept != null && kept.stamp().equals(stamp) ? kept : new Note(stamp, address(run.folder())));
            }
        }
        known = now;
        return now.values().stream().flatMap(n -> n.address().stream()).toList();
    }

    private static Optional<String> address(RunFolder run) {
        try {
            PlainFile.check(run, run.store(), MOST_BYTES);
            return RunTrials.elsewhere(run);
        } catch (RuntimeException e) {
            // Its row says what is wrong with the file.
            return Optional.empty();
        }
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.lastModifiedTime() + " " + now.size() + " " + Objects.toString(now.fileKey()) + " "
                    + now.isRegularFile();
        } catch (IOException e) {
            return "";
        }
    }
}
