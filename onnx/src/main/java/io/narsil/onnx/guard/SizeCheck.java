package io.narsil.onnx.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows one image through a graph, to know what it would take before anything runs. */
final class SizeCheck {
    private final Findings findings;
    private final Map<String, Size> sizes = new HashMap<>();
    private final Types types = new Types();
    private long elements;
    private long work;

    SizeCheck(Findings findings) {
        this.findings = findings;
    }

    /** Notes a value that is there before anything runs. */
    void put(String name, Size size, long type) {
        sizes.put(name, size);
        types.put(name, type);
        check(name, size);
    }

    /** The sizes of all values by name; empty, and a finding, where they cannot be followed to the end. */
    Map<String, Size> follow(List<Node> nodes) {
        for (Node node : nodes) {
            String where = "the operation " + Findings.quoted(node.operation()) + " cannot be run safely: ";
            try {
                Made made = Operators.find(node.operation()).made(node, inputs(node));
                types.follow(node);
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
        if (size.elements() == 0) {
            findings.add("the value " + Findings.quoted(name) + " has no elements", "");
        }
        if (size.elements() > Limits.ELEMENTS) {
            findings.add(
                    "the value " + Findings.quoted(name) + " has " + counted(size.elements()) + " elements for one"
                            + " image, more than " + Limits.ELEMENTS,
                    "a smaller network or image");
        }
    }

    private void total(String what, long found, long most) {
        if (found > most) {
            findings.add(
                    "it takes " + counted(found) + " " + what + " for one image, more than " + most,
                    "a smaller network or image");
        }
    }

    private static String counted(long number) {
        return number == Long.MAX_VALUE ? "countless" : Long.toString(number);
    }
}
