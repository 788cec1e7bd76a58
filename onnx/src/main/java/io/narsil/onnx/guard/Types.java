package io.narsil.onnx.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the types of elements through a graph. Integers are only divided where nobody can choose them: a processor stops a
 * program that divides by 0, or the least integer by -1.
 */
final class Types {
    private static final Set<Long> REALS = Set.of(1L, 10L, 11L, 16L);
    private static final Set<String> DIVIDING = Set.of("Div", "Mean", "ReduceMean");
    private static final long UNSIGNED_8 = 2;
    private static final long SIGNED_64 = 7;
    private static final long TRUTH = 9;

    private final Map<String, Long> types = new HashMap<>();

    void put(String value, long type) {
        types.put(value, type);
    }

    /** Notes the types of a node's outputs; {@link Unfollowed} where it divides integers. */
    void follow(Node node) {
        if (DIVIDING.contains(node.operation())
                && !node.inputs().stream()
                        .allMatch(name -> REALS.contains(type(name))
                                || (node.operation().equals("ReduceMean")
                                        && !name.equals(node.inputs().get(0))))) {
            throw new Unfollowed("it divides values that are no floats");
        }
        long made = made(node);
        node.outputs().forEach(o -> types.put(o, made));
    }

    private long type(String value) {
        return types.getOrDefault(value, 0L);
    }

    private long of(List<String> inputs, int index) {
        return index < inputs.size() ? type(inputs.get(index)) : 0;
    }

    /** Texts would take many times the memory of numbers. */
    private static long cast(long type) {
        if (!Tensors.isNumber(type)) {
            throw new Unfollowed("it makes values of type " + type + ", which is no plain number");
        }
        return type;
    }

    private long made(Node node) {
        List<String> in = node.inputs();
        return switch (node.operation()) {
            case "Cast" -> cast(node.number("to", 0));
            case "CastLike", "DequantizeLinear", "Where" -> of(in, 1);
            case "QuantizeLinear" -> in.size() > 2 ? of(in, 2) : UNSIGNED_8;
            case "Shape", "ArgMax", "ArgMin", "NonMaxSuppression" -> SIGNED_64;
            case "And", "Or", "Not", "Equal", "Greater", "Less" -> TRUTH;
            case "Constant" -> node.constantType();
            default -> of(in, 0);
        };
    }
}
