package io.narsil.onnx.guard;

import static io.narsil.onnx.guard.Form.Kind.BYTES;
import static io.narsil.onnx.guard.Form.Kind.MANY_EIGHTS;
import static io.narsil.onnx.guard.Form.Kind.MANY_FOURS;
import static io.narsil.onnx.guard.Form.Kind.MANY_INTEGERS;
import static io.narsil.onnx.guard.Form.Kind.NAME;
import static io.narsil.onnx.guard.Form.Kind.NUMBER;
import static io.narsil.onnx.guard.Form.Kind.NUMBERS;
import static io.narsil.onnx.guard.Form.Kind.REAL;
import static io.narsil.onnx.guard.Form.Kind.TEXT;

/**
 * The messages of onnx.proto, with the numbers that it gives their fields. Since graphs within graphs are refused, no
 * message holds itself, and reading is as deep as this table.
 */
final class Forms {
    static final String EXTERNAL =
            "it takes weights from outside the file (external data), which could be any file of yours";
    private static final String SUB_GRAPHS = "it has graphs inside nodes (branches or loops), which are not run";
    private static final String SPARSE = "it has sparse tensors, which are not read";
    private static final String FUNCTIONS = "it defines operators of its own (local functions), which are not run";
    private static final String TYPES = "it has values that are no tensors, which are not run";

    private static final Form ENTRY = new Form("entry").one(TEXT, 1, 2);

    private static final Form TENSOR = new Form("tensor")
            .many(NUMBERS, 1)
            .one(NUMBER, 2)
            .refused("it has tensors in segments, which are not read", 3)
            .many(MANY_FOURS, 4)
            .many(MANY_INTEGERS, 5, 7, 11)
            .refused("it has tensors of texts, which are not read", 6)
            .one(NAME, 8)
            .one(BYTES, 9)
            .many(MANY_EIGHTS, 10)
            .one(TEXT, 12)
            .refused(EXTERNAL, 13)
            // Named apart from the field above, and 0 where the values are inside.
            .one(NUMBER, 14)
            .many(ENTRY, 16);

    private static final Form DIMENSION = new Form("dimension").one(NUMBER, 1).one(NAME, 2, 3);
    private static final Form SHAPE = new Form("shape").many(DIMENSION, 1);
    private static final Form TENSOR_TYPE =
            new Form("type of a tensor").one(NUMBER, 1).one(SHAPE, 2);
    private static final Form TYPE =
            new Form("type").one(TENSOR_TYPE, 1).refused(TYPES, 4, 5, 7, 8, 9).one(NAME, 6);
    private static final Form VALUE =
            new Form("value").one(NAME, 1).one(TYPE, 2).one(TEXT, 3).many(ENTRY, 4);

    private static final Form ATTRIBUTE = new Form("attribute")
            .one(NAME, 1, 4)
            .one(REAL, 2)
            .one(NUMBER, 3, 20)
            .one(TENSOR, 5)
            .refused(SUB_GRAPHS, 6, 11)
            .many(MANY_FOURS, 7)
            .many(NUMBERS, 8)
            .many(NAME, 9)
            .many(TENSOR, 10)
            .one(TEXT, 13)
            .refused(TYPES, 14, 15)
            .refused(FUNCTIONS, 21)
            .refused(SPARSE, 22, 23);

    private static final Form NODE = new Form("node")
            .many(NAME, 1, 2)
            .one(NAME, 3, 4, 7)
            .many(ATTRIBUTE, 5)
            .one(TEXT, 6)
            .refused(FUNCTIONS, 8)
            .many(ENTRY, 9)
            .refused("it says on which devices its nodes run, which is not followed", 10);

    private static final Form GRAPH = new Form("graph")
            .many(NODE, 1)
            .one(NAME, 2)
            .many(TENSOR, 5)
            .one(TEXT, 10)
            .many(VALUE, 11, 12, 13)
            .refused("it has quantization annotations, which are not followed", 14)
            .refused(SPARSE, 15)
            .many(ENTRY, 16);

    private static final Form OPERATORS = new Form("operator set").one(NAME, 1).one(NUMBER, 2);

    /** A whole file. */
    static final Form MODEL = new Form("model")
            .one(NUMBER, 1, 5)
            .one(TEXT, 2, 3, 4, 6)
            .one(GRAPH, 7)
            .many(OPERATORS, 8)
            .many(ENTRY, 14)
            .refused("it holds a training, which is not run", 20)
            .refused(FUNCTIONS, 25)
            .refused("it says on which devices its nodes run, which is not followed", 26);

    private Forms() {}
}
