package io.narsil.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.narsil.onnx.guard.CheckedModel;
import io.narsil.onnx.guard.ModelGuard;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Runs a graph on images to find the range of each of its values. */
final class Calibration {
    private Calibration() {}

    /**
     * The range of each value.
     *
     * @param model bytes of a file whose outputs hold all of {@code names}
     * @param images images as the graph takes them, each (channel, row, column)
     * @param shape shape of one image
     */
    static List<EightBits.Range> ranges(byte[] model, List<String> names, List<float[]> images, long... shape) {
        List<EightBits.Range> ranges = new ArrayList<>(Collections.nCopies(names.size(), EightBits.Range.EMPTY));
        long[] batch = {1, shape[0], shape[1], shape[2]};
        OrtEnvironment environment = Sessions.environment();
        CheckedModel checked = ModelGuard.check("calibration", model);
        try (OrtSession session = Sessions.open("calibration", checked, 0)) {
            for (float[] image : images) {
                try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), batch);
                        OrtSession.Result result = session.run(
                                Map.of(OnnxFile.INPUT, tensor), new LinkedHashSet<>(session.getOutputNames()))) {
                    for (int i = 0; i < names.size(); i++) {
                        FloatBuffer values = names.get(i).equals(OnnxFile.INPUT)
                                ? FloatBuffer.wrap(image)
                                : floats(result.get(names.get(i)).orElseThrow());
                        ranges.set(i, widened(ranges.get(i), values));
                    }
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        return ranges;
    }

    private static FloatBuffer floats(OnnxValue value) {
        return ((OnnxTensor) value).getFloatBuffer();
    }

    private static EightBits.Range widened(EightBits.Range range, FloatBuffer values) {
        EightBits.Range wide = range;
        while (values.hasRemaining()) {
            float value = values.get();
            if (value < wide.least() || value > wide.most()) {
                wide = wide.with(value);
            }
        }
        return wide;
    }
}
