package io.narsil.onnx.guard;

import java.util.Map;

/** Checks of the constants of a file: as many values as their shapes say, of a plain type, inside the file. */
final class Tensors {
    /** The bytes of a value, by the number of its type. */
    private static final Map<Long, Long> BYTES = Map.ofEntries(
            Map.entry(1L, 4L),
            Map.entry(2L, 1L),
            Map.entry(3L, 1L),
            Map.entry(4L, 2L),
            Map.entry(5L, 2L),
            Map.entry(6L, 4L),
            Map.entry(7L, 8L),
            Map.entry(9L, 1L),
            Map.entry(10L, 2L),
            Map.entry(11L, 8L),
            Map.entry(12L, 4L),
            Map.entry(13L, 8L),
            Map.entry(16L, 2L));

    private Tensors() {}

    /** Whether a type is one of plain numbers. */
    static boolean isNumber(long type) {
        return BYTES.containsKey(type);
    }

    static void check(Fields tensor, Findings findings) {
        String name = Findings.quoted(tensor.text(8));
        Long each = BYTES.get(tensor.number(2, 0));
        long elements = Size.product(tensor.numbers(1));
        if (tensor.number(14, 0) != 0) {
            findings.add(Forms.EXTERNAL, "");
        } else if (tensor.numbers(1).stream().anyMatch(d -> d < 0) || elements > Limits.ELEMENTS) {
            findings.add(
                    "the tensor " + name + " has the shape " + tensor.numbers(1) + ", of which at most "
                            + Limits.ELEMENTS + " values are read",
                    "");
        } else if (each == null) {
            findings.add(
                    "the tensor " + name + " has the type " + tensor.number(2, 0) + ", which is no plain number", "");
        } else if (held(tensor, each) != elements) {
            findings.add(
                    "the tensor " + name + " says that it has " + elements + " values, and has " + held(tensor, each),
                    "the file was cut or damaged on its way");
        }
    }

    /** The number of values, or -1 where they are kept in two ways or cut. */
    private static long held(Fields tensor, long each) {
        long typed = tensor.count(4) + tensor.count(5) + tensor.count(7) + tensor.count(10) + tensor.count(11);
        if (!tensor.has(9)) {
            return typed;
        }
        return typed > 0 || tensor.count(9) % each != 0 ? -1 : tensor.count(9) / each;
    }
}
