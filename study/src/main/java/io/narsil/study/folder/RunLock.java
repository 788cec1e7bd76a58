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
import java.util.concurrent.locks.LockSupport;

/** The right to write into a run folder: one process at a time has it, and a process that ends loses it. */
public final class RunLock implements AutoCloseable {
    private static final int LOOKS = 10;
    private static final long LOOK_NANOS = 20_000_000;

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
                lock = patiently(channel);
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
            RunHolder.here().write(channel);
            return new RunLock(folder, channel, lock, key(folder));
        } catch (IOException e) {
            throw WholeFile.failure(Files.isSymbolicLink(folder.lock()) ? folder.lock() : folder.path(), e);
        }
    }

    /** Whoever only looks whether a search runs here ({@link #held}) has the file for less than a moment. */
    private static FileLock patiently(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        for (int i = 0; lock == null && i < LOOKS; i++) {
            LockSupport.parkNanos(LOOK_NANOS);
            lock = channel.tryLock();
        }
        return lock;
    }

    /**
     * Whether a search runs in a folder, for who only looks: nothing is made or written. Not for a process that may hold the lock
     * itself, since to close the file takes from it all locks that it has there. One thread looks at a time: two would see each other.
     */
    public static synchronized boolean held(RunFolder folder) {
        try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // No such file, or none that may be looked at: nobody is known to run here.
            return false;
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
            RunHolder.erase(file);
            lock.release();
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
