package io.narsil.onnx;

import static io.narsil.onnx.ForeignModel.FLOAT;
import static io.narsil.onnx.ForeignModel.integers;
import static io.narsil.onnx.ForeignModel.node;
import static io.narsil.onnx.ForeignModel.port;
import static io.narsil.onnx.ForeignModel.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.narsil.config.UserException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that would read other files, run code, stop the program or take any amount of memory. */
class GuardTest {
    private static final Message OUTSIDE = new Message().text(1, "location").text(2, "/etc/passwd");
    private static final String EXTERNAL = "it takes weights from outside the file (external data)";

    record Case(String sentence, ForeignModel model) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    private static Case constant(String sentence, Message constant) {
        ForeignModel model = new ForeignModel();
        model.constants.add(constant);
        return new Case(sentence, model);
    }

    private static Case before(String sentence, Message... first) {
        return new Case(sentence, new ForeignModel().before(first));
    }

    private static Case graph(String sentence, Message graph) {
        ForeignModel model = new ForeignModel();
        model.graph = graph;
        return new Case(sentence, model);
    }

    private static Case whole(String sentence, Message more) {
        ForeignModel model = new ForeignModel();
        model.model = more;
        return new Case(sentence, model);
    }

    private static Message list(String name, long... values) {
        return Graph.attribute(name, java.util.Arrays.stream(values).boxed().toList());
    }

    static Stream<Case> outside() {
        Message external = tensor("o", FLOAT, 1).message(13, OUTSIDE).integer(14, 1);
        Message attribute = new Message().text(1, "value").message(5, external);
        return Stream.of(
                constant(EXTERNAL, external),
                constant(EXTERNAL, tensor("o", FLOAT, 1).real(4, 1).message(13, OUTSIDE)),
                constant(EXTERNAL, tensor("o", FLOAT, 1).real(4, 1).integer(14, 1)),
                before(EXTERNAL, node("Constant", List.of(), "in", attribute)),
                before(
                        EXTERNAL,
                        node(
                                "Relu",
                                List.of("x"),
                                "in",
                                new Message().text(1, "any").message(10, external))),
                graph("it has sparse tensors", new Message().message(15, new Message().message(1, external))),
                before(
                        "it has sparse tensors",
                        node(
                                "Constant",
                                List.of(),
                                "in",
                                new Message()
                                        .text(1, "sparse_value")
                                        .message(22, new Message().message(1, external)))));
    }

    static Stream<Case> code() {
        Message sub = new Message().text(1, "then_branch").message(6, new Message().text(2, "sub"));
        return Stream.of(
                before("it has graphs inside nodes", node("Relu", List.of("x"), "in", sub)),
                before("the operator \"If\" is none of those", node("If", List.of("x"), "in")),
                before("the operator \"Expand\" is none of those", node("Expand", List.of("x"), "in")),
                before(
                        "the operator \"evil.Relu\" is none of those",
                        node("Relu", List.of("x"), "in").text(7, "evil")),
                before(
                        "the operator \"com.microsoft.Gelu\" is none of those",
                        node("Gelu", List.of("x"), "in").text(7, "com.microsoft")),
                whole("the unknown set of operators \"evil\"", new Message().message(8, new Message().text(1, "evil"))),
                whole("it defines operators of its own", new Message().message(25, new Message().text(1, "Relu"))),
                whole("it holds a training", new Message().message(20, new Message())),
                before("it makes values of type 8,", node("Cast", List.of("x"), "in", Graph.attribute("to", 8))),
                before(
                        "the operation \"Conv\" has an attribute twice",
                        node(
                                "Conv",
                                List.of("x", "w"),
                                "in",
                                Graph.attribute("group", 1),
                                Graph.attribute("group", 3))),
                before(
                        "it has 2 values, not one",
                        node("Constant", List.of(), "in", list("value_ints", 1), list("__values", 1, 2))),
                before("divides values that are no floats", node("Div", List.of("a", "b"), "in")),
                before("cannot be in 0 groups", node("Conv", List.of("x", "w"), "in", Graph.attribute("group", 0))),
                before("its bias is not for 2 channels", node("Conv", List.of("x", "w", "a"), "in")),
                before("\"num_outputs\" is 0", node("Split", List.of("x"), "in", Graph.attribute("num_outputs", 0))),
                before(
                        "\"strides\" must be from 1",
                        node("MaxPool", List.of("x"), "in", list("kernel_shape", 1, 1), list("strides", 0, 1))));
    }

    static Stream<Case> sizes() {
        ForeignModel doubling = new ForeignModel();
        doubling.before(node("Concat", List.of("x", "x"), "c0", Graph.attribute("axis", 2)));
        for (int i = 1; i < 70; i++) {
            String input = "c" + (i - 1);
            doubling.nodes.add(i, node("Concat", List.of(input, input), "c" + i, Graph.attribute("axis", 2)));
        }
        doubling.nodes.add(70, node("Identity", List.of("c69"), "in"));
        ForeignModel many = new ForeignModel();
        for (int i = 0; i < 10_001; i++) {
            many.nodes.add(1, node("Relu", List.of("conv"), "r" + i));
        }
        ForeignModel large = new ForeignModel();
        large.inputs.set(0, port("x", FLOAT, -1, 3, 1 << 20, 1 << 20));
        ForeignModel free = new ForeignModel();
        free.inputs.set(0, port("x", FLOAT, -1, 3, -1, -1));
        return Stream.of(
                new Case("has countless elements for one image", doubling),
                new Case("it has 10005 operations, more than 10000", many),
                new Case("the value \"x\" has the shape [-1, 3, 1048576, 1048576]", large),
                new Case("of which only the first may be free", free),
                constant("the tensor \"big\" has the shape [1099511627776]", tensor("big", FLOAT, 1L << 40)),
                constant(
                        "the tensor \"big\" has the shape [4294967296, 4294967296]",
                        tensor("big", FLOAT, 1L << 32, 1L << 32)),
                constant(
                        "says that it has 1000 values, and has 1",
                        tensor("short", FLOAT, 1000).real(4, 1)),
                constant("the value \"none\" has no elements", tensor("none", FLOAT, 0)),
                before(
                        "the value \"in\" has",
                        node(
                                "MaxPool",
                                List.of("x"),
                                "in",
                                list("kernel_shape", 1, 1),
                                list("pads", 60_000, 60_000, 60_000, 60_000))),
                before(
                        "multiplications for one image",
                        node(
                                "AveragePool",
                                List.of("x"),
                                "in",
                                list("kernel_shape", 60_000, 60_000),
                                list("pads", 30_000, 30_000, 30_000, 30_000))));
    }

    static Stream<Case> unsound() {
        ForeignModel name = new ForeignModel();
        name.nodes.add(node("Relu", List.of("x"), "\u001b[2J"));
        ForeignModel empty = new ForeignModel();
        empty.nodes.clear();
        return Stream.of(
                graph("a graph has a field 99 that is not known", new Message().integer(99, 1)),
                graph("a graph has a field 2 that is there twice", new Message().text(2, "again")),
                graph("the field 5 of a graph is of another type", new Message().integer(5, 1)),
                whole("a model has a field 7 that is there twice", new Message().message(7, new Message())),
                whole("is not in UTF-8", new Message().raw(6, ByteString.copyFrom(new byte[] {(byte) 0xC3, 0x28}))),
                new Case("the name \"\\u001B[2J\" has characters", name),
                new Case("it has no operations", empty));
    }

    @ParameterizedTest
    @MethodSource({"outside", "code", "sizes", "unsound"})
    void isRefusedWithASentence(Case refused) {
        refused.model.constants.add(integers("a", Integer.MIN_VALUE));
        refused.model.constants.add(integers("b", -1));
        assertThatThrownBy(() -> OnnxModel.of(refused.model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(refused.sentence)
                .hasMessageStartingWith("bytes: ");
    }

    @Test
    void theSameModelWithoutAFaultRuns() {
        try (OnnxModel model = OnnxModel.of(new ForeignModel().bytes(), 1)) {
            float[] image = new float[3 * 64];
            java.util.Arrays.fill(image, 64, 128, 2);
            assertThat(model.run(image, 1)[0]).containsExactly(new float[] {0, 2}, within(1e-6f));
            assertThat(model.classes()).containsExactly("cat", "dog");
        }
    }

    @Test
    void equalFaultsAreOneWithACount() {
        ForeignModel model = new ForeignModel();
        for (int i = 0; i < 40; i++) {
            model.constants.add(tensor("o" + i, FLOAT, 1).message(13, OUTSIDE).real(4, 1));
        }
        model.before(node("Loop", List.of("x"), "in"));
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .satisfies(e -> assertThat(((UserException) e).problems()).hasSize(2))
                .hasMessageContaining("(40 times)");
    }

    /** A parser that follows messages within messages by itself would need a stack as deep. */
    @Test
    void depthIsThatOfTheFormAlone() {
        ByteString inner = ByteString.EMPTY;
        for (int i = 0; i < 20_000; i++) {
            inner = new Message().raw(6, new Message().raw(5, inner).bytes()).bytes();
        }
        ForeignModel model = new ForeignModel();
        model.nodes.add(new Message().raw(5, inner).text(4, "Relu"));
        assertThatThrownBy(() -> OnnxModel.of(model.bytes(), 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("graphs inside nodes");
    }

    @Test
    void anyOtherBytesAreNoModel() {
        for (byte[] bytes : List.of(new byte[0], new byte[100], "not a network".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> OnnxModel.of(bytes, 1))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("this is no sound ONNX file");
        }
    }
}
