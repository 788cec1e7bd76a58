package io.narsil.onnx.guard;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through an ONNX file before a runtime sees it. A model may name other files, run code of its own, or take any
 * amount of memory; what passes here is whole by itself, made of known operators, and of a known size.
 */
public final class ModelGuard {
    /** Sets of operators that files name without using them. */
    private static final Set<String> DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft");

    private ModelGuard() {}

    /** Reads and checks a file; a {@link UserException} that says all that is wrong with it. */
    public static CheckedModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    file.toString(),
                    Files.exists(file) ? "this is no file" : "there is no such file",
                    Files.isDirectory(file) ? "a folder with a model.onnx" : "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long most = Limits.bytes();
            if (Files.size(file) > most) {
                throw tooLarge(file, most);
            }
            // As large as it is, so that it is held once.
            byte[] bytes = new byte[(int) Files.size(file)];
            if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
                throw new UserException(file.toString(), "the file changed while it was read", "run it again");
            }
            return check(file.toString(), bytes);
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
    }

    private static UserException tooLarge(Path file, long most) {
        return new UserException(
                file.toString(),
                "the file has more than " + most + " bytes, the most that is read with this memory",
                most < Limits.BYTES
                        ? "a larger -Xmx in JAVA_TOOL_OPTIONS"
                        : "this is no network that classifies images");
    }

    /**
     * Checks a file that is in memory already.
     *
     * @param name name of the file in messages
     */
    public static CheckedModel check(String name, byte[] bytes) {
        Findings findings = new Findings(name);
        Fields model = new FieldReader(bytes, findings).read(Forms.MODEL);
        Fields graph = model.message(7);
        List<Node> nodes = graph.messages(1).stream().map(Node::new).toList();
        if (nodes.isEmpty()) {
            throw findings.unreadable("it has no operations");
        }
        domains(model, nodes, findings);
        graph.messages(5).forEach(t -> Tensors.check(t, findings));
        nodes.forEach(n -> n.tensors().forEach(t -> Tensors.check(t, findings)));
        declared(graph, findings);
        if (nodes.size() > Limits.NODES) {
            findings.add("it has " + nodes.size() + " operations, more than " + Limits.NODES, "");
        }
        // Sizes are only followed where all else is sound.
        findings.throwIfAny();
        SizeCheck check = new SizeCheck(findings);
        Set<String> constants = new HashSet<>();
        for (Fields tensor : graph.messages(5)) {
            check.put(tensor.text(8), Size.of(tensor), tensor.number(2, 0));
            if (!constants.add(tensor.text(8))) {
                findings.add("it has two tensors " + Findings.quoted(tensor.text(8)), "");
            }
        }
        List<Port> inputs = graph.messages(11).stream()
                .map(Port::of)
                .filter(p -> !constants.contains(p.name()))
                .toList();
        for (Port input : inputs) {
            check.put(input.name(), input.one(), input.type());
            if (!input.one().known()) {
                findings.add(
                        "the input " + Findings.quoted(input.name()) + " has the shape " + input.shape()
                                + ", of which only the first may be free (-1)",
                        "an export with a fixed size of images");
            }
        }
        findings.throwIfAny();
        Map<String, Size> sizes = check.follow(nodes);
        findings.throwIfAny();
        Map<String, Long> elements = new HashMap<>();
        sizes.forEach((value, size) -> elements.put(value, size.elements()));
        Map<String, String> metadata = new LinkedHashMap<>();
        model.messages(14).forEach(e -> metadata.put(e.text(1), e.text(2)));
        return new CheckedModel(
                bytes,
                metadata,
                inputs,
                graph.messages(12).stream().map(Port::of).toList(),
                elements);
    }

    private static void domains(Fields model, List<Node> nodes, Findings findings) {
        model.messages(8).stream()
                .map(s -> s.text(1))
                .filter(d -> !DOMAINS.contains(d))
                .forEach(d -> findings.add("it names the unknown set of operators " + Findings.quoted(d), ""));
        for (Node node : nodes) {
            if (node.repeats()) {
                findings.add("the operation " + Findings.quoted(node.operation()) + " has an attribute twice", "");
            }
            boolean plain = node.domain().isEmpty() || node.domain().equals("ai.onnx");
            String name = plain ? node.operation() : node.domain() + "." + node.operation();
            if (!plain || Operators.find(name) == null) {
                findings.add(
                        "the operator " + Findings.quoted(name) + " is none of those of ai.onnx that may run here",
                        "a network for classification, exported anew with plain operators");
            }
        }
    }

    /** Shapes that the file claims, whether or not anything makes them so. */
    private static void declared(Fields graph, Findings findings) {
        for (int field : new int[] {11, 12, 13}) {
            for (Fields value : graph.messages(field)) {
                Port port = Port.of(value);
                long elements = Size.product(
                        port.shape().stream().map(d -> Math.max(1, d)).toList());
                if (elements > Limits.ELEMENTS || port.shape().stream().anyMatch(d -> d < -1)) {
                    findings.add(
                            "the value " + Findings.quoted(port.name()) + " has the shape " + port.shape()
                                    + ", more than " + Limits.ELEMENTS + " elements",
                            "a smaller network or image");
                }
            }
        }
    }
}
