package io.narsil.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Records the names of the values that 8 bits would round, in the order in which they are made, for a calibration. */
final class Observed extends Rounded {
    private final List<String> names = new ArrayList<>();

    /** @param layers names of the layers that will be in 8 bits */
    Observed(Set<String> layers) {
        super(layers);
    }

    @Override
    String round(Graph graph, String value) {
        names.add(value);
        return value;
    }

    @Override
    public List<String> outputs() {
        return names.stream().filter(name -> !name.equals(OnnxFile.INPUT)).toList();
    }

    /** The names of all values, in order. */
    List<String> names() {
        return List.copyOf(names);
    }
}
