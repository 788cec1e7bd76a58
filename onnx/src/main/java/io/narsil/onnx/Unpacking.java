package io.narsil.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * ONNX Runtime unpacks its libraries into the temporary folder when it is used first. Where that fails it logs a stack trace and
 * goes on looking elsewhere; a user is told of the folder instead.
 */
final class Unpacking extends Handler {
    /** Held, since an unused logger may be forgotten with its handlers. */
    private static final Logger LOGGER = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

    private static OrtEnvironment environment;
    private static UserException failed;

    private Throwable seen;

    private Unpacking() {}

    /** The runtime; a {@link UserException} where it cannot be unpacked or loaded, which is tried once. */
    static synchronized OrtEnvironment environment() {
        if (environment == null && failed == null) {
            load();
        }
        if (failed != null) {
            throw failed;
        }
        return environment;
    }

    private static void load() {
        Unpacking unpacking = new Unpacking();
        LOGGER.addHandler(unpacking);
        LOGGER.setUseParentHandlers(false);
        try {
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "narsil");
        } catch (LinkageError | RuntimeException e) {
            failed = refusal(System.getProperty("java.io.tmpdir", ""), unpacking.seen == null ? e : unpacking.seen);
        } finally {
            LOGGER.removeHandler(unpacking);
            LOGGER.setUseParentHandlers(true);
        }
    }

    /** The message for a user whose temporary folder does not take the libraries, or does not let them run. */
    static UserException refusal(String folder, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        String why;
        if (lower.contains("no space") || lower.contains("quota")) {
            why = "there is no room for them";
        } else if (lower.contains("failed to map segment") || lower.contains("not permitted")) {
            why = "programs may not run from there (it is mounted with noexec)";
        } else if (cause instanceof NoSuchFileException) {
            why = "there is no such folder";
        } else {
            why = Printable.line(reason.lines().findFirst().orElse(""));
        }
        return new UserException(
                folder,
                "the temporary folder cannot hold ONNX Runtime's libraries (about 30 MB): " + why,
                "free some space there, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }

    @Override
    public void publish(LogRecord entry) {
        if (seen == null) {
            seen = entry.getThrown();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
