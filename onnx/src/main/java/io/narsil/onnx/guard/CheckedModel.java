package io.narsil.onnx.guard;

import java.util.List;
import java.util.Map;

/** A network whose bytes were found to hold nothing that could harm. */
public final class CheckedModel {
    private final byte[] bytes;
    private final Map<String, String> metadata;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final Map<String, Long> elements;

    CheckedModel(
            byte[] bytes,
            Map<String, String> metadata,
            List<Port> inputs,
            List<Port> outputs,
            Map<String, Long> elements) {
        this.bytes = bytes;
        this.metadata = Map.copyOf(metadata);
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.elements = Map.copyOf(elements);
    }

    /** The very bytes that were checked; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The file's own notes. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** What must be given: inputs that are no constants. */
    public List<Port> inputs() {
        return inputs;
    }

    public List<Port> outputs() {
        return outputs;
    }

    /** The number of elements of an output for one image, or a bound of it. */
    public long elements(Port output) {
        return elements.getOrDefault(output.name(), 0L);
    }
}
