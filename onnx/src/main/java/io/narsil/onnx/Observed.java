package io.narsil.onnx;

import java.util.ArrayList;
import java.util.List;

/** Records the names of all values of a graph, in the order in which they are made, for a calibration. */
final class Observed implements Values {
    private final List<String> names = new ArrayList<>();

    @Override
    public String made(Graph graph, String name) {
        names.add(name);
        return name;
    }

    @Override
    public List<String> outputs() {
        return names.stream().filter(name -> !name.equals(OnnxFile.INPUT)).toList();
    }

    /** The names of all values, the graph's input first. */
    List<String> names() {
        return List.copyOf(names);
    }
}
