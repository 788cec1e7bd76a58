package io.narsil.files;

import io.narsil.config.Printable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder of temporary files, to which libraries in native code are unpacked; {@code TMPDIR} names another. Their
 * loaders say little of why they failed, so the folder is tried.
 */
public final class TemporaryFolder {
    private static final String ADVICE = "free some space there, or name another with TMPDIR=FOLDER before the command";

    private TemporaryFolder() {}

    /** Its path. */
    public static Path path() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * The message for a user whose temporary folder does not take what is unpacked there.
     *
     * @param library name of what could not be loaded
     * @param megabytes room that it needs
     */
    public static UserException failure(String library, int megabytes, Throwable failure) {
        return refusal("temporary folder", path(), library, megabytes, failure, ADVICE);
    }

    /**
     * Throws that message where the folder can be seen not to take it: before work whose end needs it.
     *
     * @param library name of what will be loaded
     * @param megabytes room that it needs
     */
    public static void check(String library, int megabytes) {
        fault(path(), megabytes).ifPresent(reason -> {
            throw refusal("temporary folder", path(), library, megabytes, new IOException(reason), ADVICE);
        });
    }

    /** The message for a user whose temporary folder does not take a file or folder of this program. */
    public static UserException failure(IOException e) {
        return new UserException(
                path().toString(),
                "the temporary folder cannot be written: " + fault(path(), 0).orElseGet(() -> said(e)),
                ADVICE);
    }

    /**
     * The same of any folder.
     *
     * @param kind name of the folder for people
     * @param advice words that say how another one is named
     */
    public static UserException refusal(
            String kind, Path folder, String library, int megabytes, Throwable failure, String advice) {
        return new UserException(
                folder.toString(),
                "the " + kind + " cannot hold " + library + " (about " + megabytes + " MB): "
                        + fault(folder, megabytes).orElseGet(() -> said(failure)),
                advice);
    }

    /** Why nothing that is unpacked to the folder can run; nothing where all of that can be done. */
    private static Optional<String> fault(Path folder, int megabytes) {
        if (!Files.isDirectory(folder)) {
            return Optional.of("there is no such folder");
        }
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, "narsil", ".probe");
            if (Files.getFileStore(probe).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
                if (!Files.isExecutable(probe)) {
                    return Optional.of("programs may not run from there (it is mounted with noexec)");
                }
            }
            long free = Files.getFileStore(folder).getUsableSpace() >> 20;
            return free < megabytes ? Optional.of("only " + free + " MB are free") : Optional.empty();
        } catch (IOException e) {
            return Optional.of(said(e));
        } finally {
            if (probe != null && !probe.toFile().delete()) {
                probe.toFile().deleteOnExit();
            }
        }
    }

    /** What the innermost cause says, in words where it is known. */
    private static String said(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("quota")) {
            return "it is full";
        }
        if (lower.contains("failed to map segment") || lower.contains("not permitted")) {
            return "programs may not run from there (it is mounted with noexec)";
        }
        if (lower.contains("read-only")
                || lower.contains("permission denied")
                || cause instanceof AccessDeniedException) {
            return "there is no permission to write into it";
        }
        return Printable.line(reason.lines().findFirst().orElse(""));
    }
}
