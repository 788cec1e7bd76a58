package io.narsil.onnx;

import static io.narsil.onnx.ForeignModel.FLOAT;
import static io.narsil.onnx.ForeignModel.node;
import static io.narsil.onnx.ForeignModel.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.narsil.config.UserException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enlarging by constants of the file may run; what computes its size, or takes any amount of memory, may not. */
class ResizeGuardTest {
    private static final Message NEAREST = Graph.attribute("mode", "nearest");

    private static Message scales(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor("scales", FLOAT, values.length).raw(9, ByteString.copyFrom(bytes));
    }

    private static ForeignModel resized(Message scales, List<String> inputs, Message... attributes) {
        ForeignModel model = new ForeignModel().before(node("Resize", inputs, "in", attributes));
        model.constants.add(scales);
        return model;
    }

    private static void refused(ForeignModel model, String sentence) {
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the operation \"Resize\" cannot be run safely: " + sentence);
    }

    @Test
    void wholeScalesOfTheFileRun() {
        ForeignModel model = resized(scales(1, 1, 2, 3), List.of("x", "", "scales"), NEAREST);
        try (OnnxModel open = OnnxModel.of(model.bytes(), 1)) {
            float[] image = new float[3 * 64];
            java.util.Arrays.fill(image, 64, 128, 2);
            assertThat(open.run(image, 1)[0]).containsExactly(new float[] {0, 2}, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5", "0", "-1", "9", "1e30", "NaN", "Infinity"})
    void otherScalesAreRefused(float scale) {
        refused(
                resized(scales(1, 1, 2, scale), List.of("x", "", "scales"), NEAREST),
                "it enlarges by " + scale + ", no whole number from 1 to 8");
    }

    @Test
    void whatIsNotSaidByConstantsIsRefused() {
        String sentence = "it does not say by constants";
        Message good = scales(1, 1, 2, 2);
        refused(resized(good, List.of("x", "", "w"), NEAREST), sentence);
        refused(resized(good, List.of("x", "", "x"), NEAREST), sentence);
        refused(resized(good, List.of("x", "scales", "scales"), NEAREST), sentence);
        refused(resized(good, List.of("x", "", "scales", "scales"), NEAREST), sentence);
        refused(resized(good, List.of("x", "", "scales"), Graph.attribute("mode", "cubic")), sentence);
        refused(resized(good, List.of("x", "", "scales")), sentence);
        refused(resized(scales(1, 2, 2), List.of("x", "", "scales"), NEAREST), sentence);
        refused(resized(good, List.of("x", "", "scales"), NEAREST, Graph.attribute("axes", List.of(2L, 3L))), sentence);
        refused(resized(good, List.of("x"), NEAREST), "it has too few inputs");
    }

    @Test
    void muchOfItIsTooMuch() {
        ForeignModel model = resized(scales(1, 1, 8, 8), List.of("x", "", "scales"), NEAREST);
        for (int i = 0; i < 10; i++) {
            model.nodes.add(
                    1 + i, node("Resize", List.of(i == 0 ? "in" : "r" + (i - 1), "", "scales"), "r" + i, NEAREST));
        }
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("elements for one image, more than");
    }
}
