package io.narsil.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.narsil.config.UserException;
import io.narsil.onnx.guard.CheckedModel;
import java.util.Locale;

/** Where ONNX Runtime is given a network: the only place, so that it never sees one that was not checked. */
final class Sessions {
    private Sessions() {}

    /**
     * Opens the bytes that were checked, not the file, which may have changed since and stands beside others.
     *
     * @param name name of the file in messages
     * @param threads number of threads that compute one run
     */
    static OrtSession open(String name, CheckedModel model, int threads) {
        OrtEnvironment environment = environment();
        // ONNX Runtime copies the options: they are not needed once the session is there.
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // What it has to say comes as an exception; its log would put the file's own words on the terminal.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Without this, bytes are taken for its own format if they begin like that.
            options.addConfigEntry("session.load_model_format", "ONNX");
            return environment.createSession(model.bytes(), options);
        } catch (OrtException e) {
            throw refusal(name, "ONNX Runtime does not take this network", e);
        }
    }

    /** The message for a user whose network ONNX Runtime does not take or run. */
    static UserException refusal(String name, String what, OrtException e) {
        String reason = e.getMessage().lines().findFirst().orElse("").replaceAll("\\.+$", "");
        return new UserException(name, what + ": " + reason.replaceAll("\\p{Cntrl}", "?"), "");
    }

    /** ONNX Runtime itself, whose native code is unpacked into the temporary folder when it is used first. */
    static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "narsil");
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause() != cause) {
                cause = cause.getCause();
            }
            throw noRoom(System.getProperty("java.io.tmpdir", ""), String.valueOf(cause.getMessage()));
        }
    }

    /** The message for a user whose temporary folder does not take ONNX Runtime's native code, or does not let it run. */
    static UserException noRoom(String folder, String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        String why;
        if (lower.contains("no space") || lower.contains("quota")) {
            why = "there is no room for them";
        } else if (lower.contains("failed to map segment") || lower.contains("not permitted")) {
            why = "programs may not run from there (the mount option noexec)";
        } else {
            why = reason.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        }
        return new UserException(
                folder,
                "the temporary folder cannot hold ONNX Runtime's libraries (about 30 MB): " + why,
                "free some space there, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }
}
