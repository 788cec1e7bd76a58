package io.narsil.study.folder;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The right to write into a run folder: one process at a time has it, and a process that ends loses it. */
public final class RunLock implements AutoCloseable {
    private final FileChannel file;
    private final FileLock lock;

    private RunLock(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, and takes it.
     *
     * @throws UserException where somebody else has it
     */
    public static RunLock take(RunFolder folder) {
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
            return new RunLock(channel, lock);
        } catch (IOException e) {
            throw WholeFile.failure(folder.path(), e);
        }
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
