package io.narsil.files;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of temporary files, to which libraries in native code are unpacked; {@code TMPDIR} names another. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Its path. */
    public static Path path() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** The message for a user whose temporary folder does not take what is unpacked there. */
    public static UserException failure(String library, Throwable cause) {
        String reason;
        if (!Files.isDirectory(path())) {
            reason = "there is no such folder";
        } else if (!Files.isWritable(path())) {
            reason = "there is no permission to write into it";
        } else {
            reason = "it is full, or mounted \"noexec\", which runs nothing in it";
            String first =
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            reason += first.isEmpty() ? "" : " (" + first + ")";
        }
        return new UserException(
                path().toString(),
                library + " cannot be unpacked to and loaded from the temporary folder: " + reason,
                "free some space there, or name another folder: TMPDIR=$HOME/tmp narsil ...");
    }
}
