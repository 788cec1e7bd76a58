package io.narsil.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.narsil.boxes.FoundBox;
import io.narsil.detector.Decoder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The answers of a detector in ONNX Runtime. Whatever the file itself selects is left aside: boxes are chosen here, as after each epoch of
 * its training.
 *
 * @param model file of a detector
 */
public record OnnxDetector(OnnxModel model) {
    private static final List<String> ANSWERS = List.of(DetectorFile.BOXES, DetectorFile.SCORES);

    /** Refuses a network that classifies. */
    public OnnxDetector {
        if (!model.detects()) {
            throw model.refusal("this network classifies images; it finds no boxes in them");
        }
    }

    /**
     * What the network says of one image.
     *
     * @param boxes left, top, right and bottom in pixels of its input, place by place
     * @param scores score of each class, place by place
     */
    @SuppressWarnings("ArrayRecordComponent") // made once and read once
    public record Answers(float[] boxes, float[] scores) {}

    /** The answers to one image, (channel, row, column), as {@link OnnxModel#values} makes it. */
    public Answers run(float[] image) {
        return model.answers(image, 1, ANSWERS, result -> {
            float[] boxes = floats(result, DetectorFile.BOXES);
            float[] scores = floats(result, DetectorFile.SCORES);
            if (scores.length == 0
                    || boxes.length % 4 != 0
                    || scores.length != boxes.length / 4 * model.classes().size()) {
                throw model.refusal("it gives " + boxes.length + " numbers for boxes and " + scores.length
                        + " for their scores, which do not belong together");
            }
            return new Answers(boxes, scores);
        });
    }

    private float[] floats(OrtSession.Result result, String output) throws OrtException {
        OnnxValue value = result.get(output).orElseThrow(() -> model.refusal("it gives no \"" + output + "\""));
        FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (buffer == null) {
            throw model.refusal("its \"" + output + "\" are no floats");
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    /**
     * What is found in an image, in pixels of the network's input.
     *
     * @param pixels values of 8 bits, in the order row, column, channel
     */
    public List<FoundBox> found(byte[] pixels, Decoder decoder) {
        Answers answers = run(model.values(pixels));
        for (float[] numbers : List.of(answers.boxes(), answers.scores())) {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    throw model.refusal("its answer to an image is not a number");
                }
            }
        }
        try {
            return decoder.boxes(
                    answers.boxes(), answers.scores(), model.classes().size());
        } catch (IllegalArgumentException e) {
            throw model.refusal("its answer to an image is " + e.getMessage());
        }
    }

    /**
     * What the file itself selects in an image, as (image, class, place), in its order.
     *
     * @param image image as {@link #run} takes it
     */
    public List<long[]> selected(float[] image) {
        return model.answers(image, 1, List.of(DetectorFile.SELECTED), result -> {
            List<long[]> rows = new ArrayList<>();
            if (result.get(0).getValue() instanceof long[][] all) {
                rows.addAll(Arrays.asList(all));
            }
            return rows;
        });
    }
}
