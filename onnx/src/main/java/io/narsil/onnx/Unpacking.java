package io.narsil.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import io.narsil.config.UserException;
import io.narsil.files.TemporaryFolder;
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

    private static final String NAME = "ONNX Runtime's libraries";
    private static final int MEGABYTES = 30;

    private static OrtEnvironment environment;
    /** The reason is told again and again, since a library that could not be loaded is not tried once more. */
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

    /** Throws where the temporary folder can be seen not to take the runtime. */
    static synchronized void check() {
        if (environment == null) {
            TemporaryFolder.check(NAME, MEGABYTES);
        }
    }

    @SuppressWarnings("StaticAssignmentOfThrowable") // The user is shown its message, never where it was made.
    private static void load() {
        Unpacking unpacking = new Unpacking();
        LOGGER.addHandler(unpacking);
        LOGGER.setUseParentHandlers(false);
        try {
            environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "narsil");
        } catch (LinkageError | RuntimeException e) {
            failed = TemporaryFolder.failure(
                    NAME, MEGABYTES, unpacking.seen == null ? e : unpacking.seen);
        } finally {
            LOGGER.removeHandler(unpacking);
            LOGGER.setUseParentHandlers(true);
        }
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
