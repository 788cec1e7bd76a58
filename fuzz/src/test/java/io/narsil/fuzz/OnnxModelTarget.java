package io.narsil.fuzz;

import io.narsil.detector.Decoder;
import io.narsil.onnx.OnnxDetector;
import io.narsil.onnx.OnnxModel;

/** A foreign ONNX file, and ONNX Runtime where the guard lets it through: native code must not end the process. */
public final class OnnxModelTarget {
    private OnnxModelTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Reading.clean(() -> {
            try (OnnxModel model = OnnxModel.of(data, 1)) {
                int values = model.channels() * model.size() * model.size();
                if (model.detects()) {
                    new OnnxDetector(model).found(new byte[values], Decoder.USUAL);
                } else {
                    model.run(new float[values], 1);
                }
            }
        });
    }
}
