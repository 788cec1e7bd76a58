package io.narsil.onnx.guard;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The size of a value for one image.
 *
 * @param elements number of elements, or a bound of it
 * @param known truth of the shape; where only a bound is known, the shape is empty
 * @param values values themselves, where they are few floats that the file has; otherwise empty
 */
record Size(long elements, boolean known, List<Long> shape, List<Float> values) {
    static Size of(List<Long> shape) {
        return new Size(product(shape), true, List.copyOf(shape), List.of());
    }

    static Size atMost(long elements) {
        return new Size(elements, false, List.of(), List.of());
    }

    /** The size of a constant of the file. */
    static Size of(Fields tensor) {
        boolean floats = tensor.number(2, 0) == 1;
        List<Long> shape = List.copyOf(tensor.numbers(1));
        return new Size(product(shape), true, shape, floats ? tensor.floats(9) : List.of());
    }

    int rank() {
        return shape.size();
    }

    static long product(List<Long> factors) {
        return factors.stream().reduce(1L, Size::times);
    }

    /** The product, or the largest number where it is larger. */
    static long times(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    static long plus(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    /** The size of what comes of values that are spread over each other; at most the product where a shape is unknown. */
    static Size spread(List<Size> sizes) {
        if (sizes.stream().anyMatch(s -> !s.known)) {
            return atMost(sizes.stream().mapToLong(Size::elements).reduce(1, Size::times));
        }
        int rank = sizes.stream().mapToInt(Size::rank).max().orElse(0);
        return of(IntStream.range(0, rank)
                .mapToObj(i -> sizes.stream()
                        .filter(s -> i >= rank - s.rank())
                        .map(s -> s.shape.get(i - rank + s.rank()))
                        .reduce(1L, (a, b) -> a == 1 ? b : b == 1 ? a : Long.valueOf(Math.max(a, b))))
                .toList());
    }
}
