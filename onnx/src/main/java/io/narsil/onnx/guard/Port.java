package io.narsil.onnx.guard;

import java.util.ArrayList;
import java.util.List;

/**
 * An input or output of a network.
 *
 * @param type number of the type of its elements in onnx.proto; 0 where the file does not say it
 * @param shape dimensions; -1 for one that is free
 */
public record Port(String name, long type, List<Long> shape) {
    /** The type of a 32-bit float. */
    public static final long FLOAT = 1;

    public Port {
        shape = List.copyOf(shape);
    }

    static Port of(Fields value) {
        Fields tensor = value.message(2).message(1);
        return new Port(
                value.text(1),
                tensor.number(1, 0),
                tensor.message(2).messages(1).stream()
                        .map(d -> d.has(1) && !d.has(2) ? d.number(1, 0) : -1)
                        .toList());
    }

    /** Its size for one image: a free first dimension is 1. */
    Size one() {
        List<Long> one = new ArrayList<>(shape);
        if (!one.isEmpty() && one.get(0) == -1) {
            one.set(0, 1L);
        }
        return one.stream().anyMatch(d -> d < 0) ? Size.atMost(Long.MAX_VALUE) : Size.of(one);
    }
}
