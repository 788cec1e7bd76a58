package io.narsil.onnx.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows one image through a graph, to know what it would take before anything runs. */
final class SizeCheck {
    private final Findings findings;
    private final Map<String, Size> sizes = new HashMap<>();
    private long elements;
    private long work;

    SizeCheck(Findings findings) {
        this.findings = findings;
    }

    /** The sizes of all values by name; empty, and a finding, where they cannot be followed to the end. */
    Map<String, Size> follow(Map<String, Size> given, List<Node> nodes) {
        sizes.putAll(given);
        given.forEach((name, size) -> check(name, size));
        for (Node node : nodes) {
            String where = "the size of what " + Findings.quoted(node.operation()) + " makes cannot be foretold: ";
            try {
                Made made = Operators.find(node.operation()).made(node, inputs(node));
                work = Size.plus(work, made.work());
                for (String output : node.outputs()) {
                    if (!output.isEmpty() && sizes.putIfAbsent(output, made.size()) != null) {
                        throw new Unfollowed(Findings.quoted(output) + " is made twice");
                    }
                    check(output, made.size());
                }
            } catch (Unfollowed e) {
                findings.add(where + e.getMessage(), "");
                return Map.of();
            } catch (IndexOutOfBoundsException e) {
                findings.add(where + "it has too few inputs", "");
                return Map.of();
            }
        }
        total("values", elements, Limits.ALL_ELEMENTS);
        total("multiplications", work, Limits.WORK);
        return sizes;
    }

    private List<Size> inputs(Node node) {
        return node.inputs().stream()
                .map(name -> {
                    Size size = name.isEmpty() ? Size.of(List.of()) : sizes.get(name);
                    if (size == null) {
                        throw new Unfollowed("nothing before it makes " + Findings.quoted(name));
                    }
                    return size;
                })
                .toList();
    }

    private void check(String name, Size size) {
        elements = Size.plus(elements, size.elements());
        if (size.elements() > Limits.ELEMENTS) {
            findings.add("the value " + Findings.quoted(name) + " has " + counted(size.elements()) + " elements for one"
                    + " image, more than " + Limits.ELEMENTS, "a smaller network or image");
        }
    }

    private void total(String what, long found, long most) {
        if (found > most) {
            findings.add("it takes " + counted(found) + " " + what + " for one image, more than " + most,
                    "a smaller network or image");
        }
    }

    private static String counted(long number) {
        return number == Long.MAX_VALUE ? "countless" : Long.toString(number);
    }
}
