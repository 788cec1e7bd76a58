package io.narsil.onnx;

import static io.narsil.onnx.ForeignModel.FLOAT;
import static io.narsil.onnx.ForeignModel.INT;
import static io.narsil.onnx.ForeignModel.node;
import static io.narsil.onnx.ForeignModel.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sound networks whose metadata, input or output is not what Narsil writes. */
class OddModelTest {
    record Case(String sentence, Consumer<ForeignModel> change) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Case said(String key, String value, String sentence) {
        return new Case(sentence, m -> m.metadata.put(key, value));
    }

    private static Case missing(String key, String sentence) {
        return new Case(sentence, m -> m.metadata.remove(key));
    }

    private static Case input(String sentence, int type, long... shape) {
        return new Case(sentence, m -> m.inputs.set(0, port("x", type, shape)));
    }

    static Stream<Case> odd() {
        return Stream.of(
                new Case(
                        "not written by Narsil: its metadata lack narsil, classes, mean, deviation, takes",
                        m -> m.metadata.clear()),
                missing("classes", "bytes: its metadata lack classes"),
                missing("takes", "bytes: its metadata lack takes"),
                said("narsil", "network/9\u001b[2J", "is of the version \"network/9\\u001B[2J\", not \"network/1\""),
                said("classes", "", "one of its classes is named \"\", which is no name"),
                said("classes", "cat", "its output is of 2 logits and its metadata name 1 class."),
                said("classes", "a\nb\nc", "its output is of 2 logits and its metadata name 3 classes"),
                said("classes", "cat\ncat", "several of its classes have the same name: \"cat\""),
                said("classes", "cat\n\u001b]0;title\u0007", "is named \"\\u001B]0;title\\u0007\", which is no name"),
                said("mean", "0.5 half 0.5", "\"mean\" in its metadata must be numbers, not \"half\""),
                said("mean", "0.5 NaN 0.5", "\"mean\" in its metadata must be numbers, not \"NaN\""),
                said("mean", "0.5", "\"mean\" in its metadata has 1 numbers for 3 channels"),
                said("mean", "", "\"mean\" in its metadata must be numbers, not \"\""),
                said("deviation", "0.5 0 0.5", "\"deviation\" in its metadata must be positive numbers, not \"0\""),
                said("deviation", "0.5 -1 0.5", "must be positive numbers, not \"-1\""),
                said("deviation", "1 Infinity 1", "must be positive numbers, not \"Infinity\""),
                said("takes", "anything", "\"takes\" in its metadata must be values or"),
                said(
                        "fit",
                        "squeeze",
                        "\"fit\" in its metadata must be crop or letterbox, not \"squeeze\". Maybe narsil export"),
                input("its input takes elements of type 6, not 32-bit floats", INT, -1, 3, 8, 8),
                input("it takes images of 9x8 pixels, not squares", FLOAT, -1, 3, 8, 9),
                input("it takes 4 images at once, not any number", FLOAT, 4, 3, 8, 8),
                new Case("it has 2 inputs, not one, the images", m -> m.inputs.add(port("z", FLOAT, 1))),
                new Case("it has 0 inputs", m -> {
                    m.inputs.clear();
                    m.constants.add(ForeignModel.floats("x", new int[192], 1, 3, 8, 8));
                }),
                new Case("it has 2 outputs, not one, the logits", m -> m.outputs.add(port("flat", FLOAT, -1, 2))),
                new Case(
                        "its output has the shape [-1, 2, 1, 1]",
                        m -> m.outputs.set(0, port("pool", FLOAT, -1, 2, 1, 1))),
                new Case("its output is of 2 logits", m -> {
                    m.outputs.set(0, port("elsewhere", FLOAT, -1, 2));
                }));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void isRefusedWithASentence(Case odd) {
        ForeignModel model = new ForeignModel();
        odd.change.accept(model);
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(odd.sentence)
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void allThatIsOddIsSaidAtOnce() {
        ForeignModel model = new ForeignModel();
        model.metadata.put("mean", "a b c");
        model.metadata.put("classes", "cat");
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSize(4));
    }

    @Test
    void anotherNameOfTheInputAndOneImageAtOnceAreFine() {
        ForeignModel model = new ForeignModel();
        model.inputs.set(0, port("picture", FLOAT, 1, 3, 8, 8));
        model.nodes.add(0, node("Relu", List.of("picture"), "x"));
        try (OnnxModel opened = OnnxModel.of(model.bytes(), 1)) {
            assertThat(opened.probabilities(new byte[3 * 64])).containsExactly(0.5, 0.5);
        }
    }

    @Test
    void anAnswerThatIsNoNumberIsNoAnswer() {
        ForeignModel model = new ForeignModel();
        model.before(node("Log", List.of("x"), "in"));
        try (OnnxModel opened = OnnxModel.of(model.bytes(), 1)) {
            assertThatThrownBy(() -> opened.probabilities(new byte[3 * 64]))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("its answer to an image is not a number");
        }
    }
}
