package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.files.WholeFile;
import io.narsil.search.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of one run, which holds everything that a run needs and makes; one process at a time has it. */
final class RunFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private RunFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes the folder where it is missing, and takes it; a {@link UserException} where another process has it. */
    static RunFolder open(Path path) {
        try {
            Files.createDirectories(path);
            Path file = path.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new UserException(
                        path.toString(),
                        "another search is running in this folder",
                        "wait for it, or give this one another folder with --out");
            }
            return new RunFolder(path, channel, lock);
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    Path path() {
        return path;
    }

    Path study() {
        return path.resolve("study.yaml");
    }

    Path space() {
        return path.resolve("space.yaml");
    }

    Path provenance() {
        return path.resolve("provenance.json");
    }

    Path database() {
        return path.resolve("study.db");
    }

    /** What happened, a line of JSON an event. */
    Path events() {
        return path.resolve("events.jsonl");
    }

    Path images() {
        return path.resolve("images.safetensors");
    }

    /** The profile of the device that latencies are of; only where a budget limits them. */
    Path device() {
        return path.resolve("device.json");
    }

    /** Milliseconds of candidates that were measured, by a hash of their networks. */
    Path latencies() {
        return path.resolve("latencies.json");
    }

    Path predictor() {
        return path.resolve("predictor.safetensors");
    }

    Path workerLog() {
        return path.resolve("workers.log");
    }

    /** Written last: a run that has it is finished. */
    Path result() {
        return path.resolve("result.json");
    }

    Path model(String budget) {
        return path.resolve("models").resolve(budget);
    }

    /** The weights of a member of the family. */
    Path memberWeights(String budget) {
        return model(budget).resolve("weights.safetensors");
    }

    Path checkpoint(Trial trial) {
        return scratch().resolve("trial-" + trial.id() + ".safetensors");
    }

    /** Where a finalist's weights wait until it is known to be a member of the family. */
    Path weights(int trial) {
        return scratch().resolve("trial-" + trial + "-weights.safetensors");
    }

    /** Removes a trial's checkpoint, which nobody needs once the trial is over. */
    void dropCheckpoint(int trial) {
        try {
            Files.deleteIfExists(scratch().resolve("trial-" + trial + ".safetensors"));
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    /** The folder of what only an unfinished run needs. */
    Path scratch() {
        return path.resolve("checkpoints");
    }

    /** Makes the folder that trainers write to, which a user's own need not make. */
    void makeScratch() {
        try {
            Files.createDirectories(scratch());
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    /** Removes all that only an unfinished run needs. */
    void dropScratch() {
        Folders.delete(scratch());
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
