package io.narsil.files;

import io.narsil.config.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes a file under another name, syncs it to the disk, and only then gives it its own name. */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the content from start to end. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the content at any places, in any order. */
    public interface Places {
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes {@code text} as UTF-8. */
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes a file. If that fails, an older file of that name stays as it was and a {@link UserException} says why.
     */
    public static void write(Path file, Content content) {
        fill(file, places(content));
    }

    /**
     * Writes a file like {@link #write(Path, Content)}, but into a folder that is there: one that was removed or moved is not
     * made again, since nobody would look there.
     */
    public static void writeInto(Path file, Content content) {
        fill(file, false, places(content));
    }

    private static Places places(Content content) {
        return channel -> {
            // Not closed here: that would close the channel, which is still to be synced.
            OutputStream out = Channels.newOutputStream(channel);
            content.writeTo(out);
            out.flush();
        };
    }

    /**
     * Writes a file at places that {@code places} chooses. A failure has the same effect as in {@link #write(Path,
     * Content)}.
     */
    public static void fill(Path file, Places places) {
        fill(file, true, places);
    }

    private static void fill(Path file, boolean makes, Places places) {
        Path folder = file.toAbsolutePath().getParent();
        Path partial = partial(file);
        try {
            if (makes) {
                Files.createDirectories(folder);
            }
            // Removed, not opened: it may be a link to a file elsewhere.
            Files.deleteIfExists(partial);
            try (FileChannel channel = FileChannel.open(
                    partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                places.writeTo(channel);
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            discard(partial, e);
            throw failure(file, e);
        } catch (RuntimeException | Error e) {
            discard(partial, e);
            throw e;
        }
    }

    private static Path partial(Path file) {
        return file.toAbsolutePath().resolveSibling(file.getFileName() + ".partial");
    }

    /** Removes what a write that was killed has left of a file, so that the disk has room for the next. */
    public static void removePartial(Path file) {
        try {
            Files.deleteIfExists(partial(file));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** Removes a file that is written again, for a disk that has no room for both; there need be none. */
    public static void remove(Path file) {
        removePartial(file);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static void discard(Path partial, Throwable reason) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Renames a file that cannot be used, by adding {@code .damaged} to its name, and returns its new path. */
    public static Path setAside(Path file) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return aside;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** The message for a user whose file could not be written. */
    public static UserException failure(Path file, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota")) {
            return new UserException(file.toString(), "the disk is full", "free some space and run the same command");
        }
        if (e instanceof AccessDeniedException || lower.contains("permission denied") || lower.contains("read-only")) {
            return new UserException(
                    file.toString(), "there is no permission to write here", "choose another folder with --out");
        }
        if (e instanceof FileAlreadyExistsException || lower.contains("not a directory")) {
            return new UserException(
                    file.toString(), "there is a file where a folder must be", "choose another folder with --out");
        }
        if (lower.contains("is a directory") || e instanceof DirectoryNotEmptyException) {
            return new UserException(file.toString(), "this is a folder, and a file is written", "a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (e instanceof NoSuchFileException && folder != null && !Files.isDirectory(folder)) {
            return new UserException(
                    folder.toString(),
                    "this folder was removed or moved while a file was written into it",
                    "move it back, and run the same command");
        }
        if (lower.contains("symbolic links")) {
            return new UserException(file.toString(), "this is a link, which is not followed", "remove it");
        }
        return new UserException(file.toString(), "the file could not be written: " + reason, "");
    }

    /** Makes the new name durable, as far as the file system can sync a folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException ignored) {
            // not possible on every system; the file itself is safe
        }
    }
}
