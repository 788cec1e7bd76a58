package io.narsil.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.onnx.guard.CheckedModel;

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
        return new UserException(name, what + ": " + Printable.line(reason), "");
    }

    /** ONNX Runtime itself. */
    static OrtEnvironment environment() {
        return Unpacking.environment();
    }
}
