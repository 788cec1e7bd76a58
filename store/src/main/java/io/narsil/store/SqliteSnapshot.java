package io.narsil.store;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.files.TemporaryFolder;
import io.narsil.space.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A copy of a database as it stands, in the temporary folder. Who opens the database itself, be it to read, takes locks, makes files
 * beside it and, as the last to close it, writes the log of changes into it.
 */
final class SqliteSnapshot implements TrialStore {
    private static final int TRIES = 100;
    private static final long PAUSE_NANOS = 20_000_000;
    /** Bytes at the beginning of a log, with numbers of its own that change whenever it begins anew. */
    private static final int HEADER = 32;

    private final TrialStore copy;
    private final Path folder;

    private SqliteSnapshot(TrialStore copy, Path folder) {
        this.copy = copy;
        this.folder = folder;
    }

    static TrialStore open(SqliteDialect dialect) {
        Path file = dialect.file();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // It is refused before it is opened, in the words of all who read.
            return JdbcTrialStore.existing(dialect);
        }
        Path folder;
        try {
            folder = Files.createTempDirectory("narsil-trials");
        } catch (IOException e) {
            throw TemporaryFolder.failure(e);
        }
        try {
            Path copy = folder.resolve("study.db");
            copy(file, copy);
            return new SqliteSnapshot(JdbcTrialStore.existing(dialect.copiedTo(copy)), folder);
        } catch (RuntimeException | Error e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private static void copy(Path file, Path copy) {
        try {
            for (int i = 0; i < TRIES; i++) {
                if (copied(file, copy)) {
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            boolean readable = Files.isReadable(file) && (!Files.exists(log(file)) || Files.isReadable(log(file)));
            throw readable ? TemporaryFolder.failure(e) : Unreadable.of(file.toString(), e);
        }
        throw new UserException(
                file.toString(), "the database changes more quickly than it can be read", "try again in a moment");
    }

    /**
     * Copies a database and then the log of its changes, and tells whether they belong together. While it is the same log, it
     * has all that the database was changed to meanwhile, and a change that is written to its end just then counts whole or not
     * at all.
     */
    private static boolean copied(Path file, Path copy) throws IOException {
        Path log = log(file);
        try {
            String before = state(file, log);
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(log, log(copy), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(log(copy));
            }
            return before.equals(state(file, log));
        } catch (NoSuchFileException e) {
            // The log was removed, since who wrote it has ended.
            return false;
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** What is the same as long as the log is: its header or, without one, that of a database which nobody writes to. */
    private static String state(Path file, Path log) throws IOException {
        if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(log)) {
                byte[] header = in.readNBytes(HEADER);
                if (header.length > 0) {
                    return HexFormat.of().formatHex(header);
                }
            }
        }
        return Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
    }

    @Override
    public List<String> studies() {
        return copy.studies();
    }

    @Override
    public StudyTrials study(String id, List<SearchSpace> spaces) {
        return copy.study(id, spaces);
    }

    @Override
    public void close() {
        copy.close();
        Folders.delete(folder);
    }
}
