package io.narsil.onnx.guard;

import java.util.HashMap;
import java.util.Map;

/** The fields that a message of onnx.proto may have, by number, and what is done with each; others are refused. */
final class Form {
    final String name;
    private final Map<Integer, Field> fields = new HashMap<>();

    /** What a field holds and how it is kept. */
    enum Kind {
        NUMBER,
        REAL,
        /** Text that stands in messages: one line of characters that any terminal can show. */
        NAME,
        /** Text of any characters. */
        TEXT,
        NUMBERS,
        /** Bytes of values, of which only the number is kept. */
        BYTES,
        /** Integers, of which only the number is kept. */
        MANY_INTEGERS,
        /** Values of four bytes, of which only the number is kept. */
        MANY_FOURS,
        /** Values of eight bytes, of which only the number is kept. */
        MANY_EIGHTS,
        MESSAGE,
        REFUSED
    }

    /**
     * One field.
     *
     * @param many permission to stand more than once
     * @param form form of a message, else null
     * @param refusal sentence for one that is refused, else empty
     */
    record Field(Kind kind, boolean many, Form form, String refusal) {}

    Form(String name) {
        this.name = name;
    }

    Form one(Kind kind, int... numbers) {
        return put(new Field(kind, false, null, ""), numbers);
    }

    Form many(Kind kind, int... numbers) {
        return put(new Field(kind, true, null, ""), numbers);
    }

    Form one(Form form, int... numbers) {
        return put(new Field(Kind.MESSAGE, false, form, ""), numbers);
    }

    Form many(Form form, int... numbers) {
        return put(new Field(Kind.MESSAGE, true, form, ""), numbers);
    }

    Form refused(String sentence, int... numbers) {
        return put(new Field(Kind.REFUSED, true, null, sentence), numbers);
    }

    private Form put(Field field, int... numbers) {
        for (int number : numbers) {
            fields.put(number, field);
        }
        return this;
    }

    /** The field of a number, or null where this message has none. */
    Field field(int number) {
        return fields.get(number);
    }
}
