package io.narsil.study.folder;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The right to write into a run folder: one process at a time has it, and a process that ends loses it. */
public final class RunLock implements AutoCloseable {
    private final RunFolder folder;
    private final FileChannel file;
    private final FileLock lock;
    private final Object key;

    private RunLock(RunFolder folder, FileChannel file, FileLock lock, Object key) {
        this.folder = folder;
        this.file = file;
        this.lock = lock;
        this.key = key;
    }

    /**
     * Makes the folder where it is missing, and takes it.
     *
     * @throws UserException where somebody else has it
     */
    public static RunLock take(RunFolder folder) {
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(
                    folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new UserException(
                        folder.path().toString(),
                        "another search is running in this folder",
                        "wait for it, or give this one another folder with --out");
            }
            return new RunLock(folder, channel, lock, key(folder));
        } catch (IOException e) {
            throw WholeFile.failure(Files.isSymbolicLink(folder.lock()) ? folder.lock() : folder.path(), e);
        }
    }

    /** What tells a file from any other on this machine; null where the system has no such thing. */
    private static Object key(RunFolder folder) throws IOException {
        return Files.readAttributes(folder.lock(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /**
     * Throws a {@link UserException} where the folder is not the one that was taken any more: it was removed, moved or
     * replaced, and what is written would be lost or come into another one.
     */
    public void check() {
        try {
            if (Objects.equals(key, key(folder))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // the folder is gone
        } catch (IOException e) {
            throw WholeFile.failure(folder.path(), e);
        }
        throw new UserException(
                folder.path().toString(),
                "the run folder was removed, moved or replaced while this search wrote into it, so it ends here",
                "move it back, and run the same command");
    }

    @Override
    public void close() {
        try {
            lock.release();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
