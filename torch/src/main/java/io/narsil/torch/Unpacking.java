package io.narsil.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Unpacking() {}

    /**
     * What loading gives, done while no other process loads. Where it cannot be known whether one does, or one takes too long, it is
     * done all the same: a folder on another machine may know no locks.
     *
     * @param folder folder of the unpacked libraries
     * @param most longest time to wait for others
     */
    static <T> T alone(Path folder, Duration most, Supplier<T> loading) throws InterruptedException {
        Optional<FileChannel> held = hold(folder, most);
        try {
            return loading.get();
        } finally {
            held.ifPresent(Unpacking::close);
        }
    }

    /** The file with a lock on it. */
    private static Optional<FileChannel> hold(Path folder, Duration most) throws InterruptedException {
        FileChannel file = null;
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (Duration waited = Duration.ZERO; waited.compareTo(most) < 0; waited = waited.plus(PAUSE)) {
                if (locked(file)) {
                    return Optional.of(file);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (IOException e) {
            // It is not known, then.
        }
        if (file != null) {
            close(file);
        }
        return Optional.empty();
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process has it
        }
    }

    /** Gives the lock back, too. */
    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
