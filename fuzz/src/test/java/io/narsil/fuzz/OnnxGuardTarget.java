package io.narsil.fuzz;

import io.narsil.onnx.guard.ModelGuard;

/** A foreign ONNX file, before any native code sees it. */
public final class OnnxGuardTarget {
    private OnnxGuardTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Reading.clean(() -> ModelGuard.check("model.onnx", data));
    }
}
