package io.narsil.torch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets one process after the other load native libraries. The first of a new machine unpacks them, and javacpp lets a second one
 * that comes meanwhile write the files again that the first one runs by then, which kills it (javacpp#182, #608): two searches that
 * begin together would not begin at all.
 */
final class Unpacking {
    private static final String NAME = "narsil.lock";
    private static final long PAUSE = 100;

    private Unpacking() {}

    /**
     * What loading gives. Until that went well once, it is done while no other process does it. Where it cannot be known whether
     * one does, or one takes too long, it is done all the same: a folder on another machine may know no locks.
     *
     * @param folder folder of the unpacked libraries
     * @param done name of an empty file in it that says that all are unpacked
     * @param most longest time to wait for others
     */
    static <T> T alone(Path folder, String done, Duration most, Supplier<T> loading) throws InterruptedException {
        if (Files.exists(folder.resolve(done))) {
            return loading.get();
        }
        Optional<FileChannel> held = hold(folder, most);
        try {
            T loaded = loading.get();
            mark(folder.resolve(done));
            return loaded;
        } finally {
            held.ifPresent(Unpacking::close);
        }
    }

    private static void mark(Path done) {
        try {
            Files.createFile(done);
        } catch (IOException e) {
            // The next one waits for its turn, too.
        }
    }

    /** The file with a lock on it. */
    private static Optional<FileChannel> hold(Path folder, Duration most) throws InterruptedException {
        FileChannel file;
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            held = locked(file, System.nanoTime() + most.toNanos());
        } finally {
            if (!held) {
                close(file);
            }
        }
        return held ? Optional.of(file) : Optional.empty();
    }

    private static boolean locked(FileChannel file, long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            try {
                if (file.tryLock() != null) {
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it.
            } catch (IOException e) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return false;
    }

    /** Gives the lock back, too; what was loaded is loaded, whatever becomes of the file. */
    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            // The end of the process gives it back.
        }
    }
}
