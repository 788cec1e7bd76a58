package io.narsil.onnx;

import static io.narsil.onnx.ForeignModel.FLOAT;
import static io.narsil.onnx.ForeignModel.node;
import static io.narsil.onnx.ForeignModel.port;
import static io.narsil.onnx.ForeignModel.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.config.UserException;
import io.narsil.detector.Decoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detectors as somebody else could have made them: one place, whose box and scores are means of an image's channels. */
class OddDetectorTest {
    private static final int INT_64 = 7;

    private static Message row(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return tensor(name, INT_64, values.length).raw(9, ByteString.copyFrom(bytes));
    }

    private static ForeignModel detector() {
        ForeignModel model = new ForeignModel();
        model.metadata.put("task", "detection");
        model.constants.add(row("four", 0, 1, 4));
        model.constants.add(row("two", 0, 1, 2));
        // Left and top are the means, right and bottom their squares.
        model.nodes.add(node("Mul", List.of("flat", "flat"), "squares"));
        model.nodes.add(node("Concat", List.of("flat", "squares"), "sides", Graph.attribute("axis", 1)));
        model.nodes.add(node("Reshape", List.of("sides", "four"), "boxes"));
        model.nodes.add(node("Reshape", List.of("flat", "two"), "scores"));
        model.outputs.clear();
        model.outputs.add(port("boxes", FLOAT, -1, 1, 4));
        model.outputs.add(port("scores", FLOAT, -1, 1, 2));
        return model;
    }

    private static void refused(ForeignModel model, String sentence) {
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(sentence);
    }

    private static List<FoundBox> found(ForeignModel model, int first, int second) {
        byte[] pixels = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            pixels[3 * i] = (byte) first;
            pixels[3 * i + 1] = (byte) second;
        }
        try (OnnxModel open = OnnxModel.of(model.bytes(), 1)) {
            return new OnnxDetector(open).found(pixels, Decoder.USUAL);
        }
    }

    @Test
    void oneThatIsSoundFindsBoxes() {
        // (255 / 255 - 0.5) / 0.25 is 2, whose square is 4.
        assertThat(found(detector(), 255, 255))
                .containsExactly(new FoundBox(0, new Box(2, 2, 4, 4), 2), new FoundBox(1, new Box(2, 2, 4, 4), 2));
        assertThat(found(detector(), 127, 127)).isEmpty();
    }

    @Test
    void anAnswerThatIsNoBoxIsTheFilesFault() {
        // The mean is about 1, and so is its square.
        assertThatThrownBy(() -> found(detector(), 190, 190))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its answer to an image is no box");
        ForeignModel nothing = detector();
        nothing.before(node("Log", List.of("x"), "in"));
        assertThatThrownBy(() -> found(nothing, 0, 0))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("its answer to an image is not a number");
    }

    @Test
    void outputsThatAreNotThoseOfADetectorAreNamed() {
        ForeignModel without = detector();
        without.outputs.remove(1);
        refused(without, "it has no output \"scores\", as a detector has");
        ForeignModel flat = detector();
        flat.outputs.set(0, port("boxes", FLOAT, -1, 4));
        refused(flat, "its output \"boxes\" has the shape [-1, 4] and elements of type 1, not (batch, places, 4)");
        ForeignModel more = detector();
        more.outputs.set(0, port("boxes", FLOAT, -1, 2, 4));
        refused(more, "it has boxes at 2 places and scores at 1");
        refused(more, "its output \"boxes\" has fewer numbers than its shape [-1, 2, 4] says");
        ForeignModel classes = detector();
        classes.metadata.put("classes", "cat\ndog\ncow");
        refused(classes, "its output \"scores\" has the shape [-1, 1, 2]");
    }

    @Test
    void anUnknownTaskIsNotTakenForOneThatIsKnown() {
        ForeignModel model = detector();
        model.metadata.put("task", "segmentation");
        refused(model, "\"task\" in its metadata must be detection, not \"segmentation\"");
        ForeignModel silent = detector();
        silent.metadata.remove("task");
        refused(silent, "it has 2 outputs, not one, the logits");
    }

    @Test
    void suppressionRunsOnWhatHasASize() {
        ForeignModel model = detector();
        model.nodes.add(node("Transpose", List.of("scores"), "turned", Graph.attribute("perm", List.of(0L, 2L, 1L))));
        model.nodes.add(node("NonMaxSuppression", List.of("boxes", "turned"), "selected"));
        assertThat(found(model, 255, 255)).hasSize(2);
        ForeignModel one = detector();
        one.nodes.add(node("NonMaxSuppression", List.of("boxes"), "selected"));
        refused(one, "the operation \"NonMaxSuppression\" cannot be run safely: it has too few inputs");
    }
}
