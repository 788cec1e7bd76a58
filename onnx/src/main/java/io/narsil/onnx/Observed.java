package io.narsil.onnx;

import java.util.ArrayList;
import java.util.List;

/** Remembers all values of a graph, in the order in which they are made, so that a calibration can look at them. */
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

    /** All of them, the graph's input first. */
    List<String> names() {
        return List.copyOf(names);
    }
}
