package io.narsil.onnx;

import io.narsil.config.Problems;
import io.narsil.onnx.guard.CheckedModel;
import io.narsil.onnx.guard.Port;
import java.util.List;
import java.util.Optional;

/**
 * The outputs of a file, held against what its answers must be.
 *
 * @param name name of the file in messages
 * @param classes number of classes that its metadata name
 * @param problems list that receives what is wrong
 */
record DeclaredOutputs(String name, CheckedModel model, int classes, Problems problems) {
    private static final int SIDES = 4;

    /** The name of the only output, which has a logit for each class. */
    List<String> logits() {
        if (model.outputs().size() != 1) {
            problems.add(name, "it has " + model.outputs().size() + " outputs, not one, the logits", "");
            return List.of();
        }
        Port output = model.outputs().get(0);
        if (output.type() != Port.FLOAT || output.shape().size() != 2) {
            problems.add(
                    name, "its output " + declared(output) + ", not (batch, classes) and 32-bit floats (type 1)", "");
        } else if (output.shape().get(1) != classes || model.elements(output) < classes) {
            problems.add(
                    name,
                    "its output is of " + output.shape().get(1) + " logits and its metadata name " + classes
                            + (classes == 1 ? " class" : " classes"),
                    "narsil export");
        }
        return List.of(output.name());
    }

    /** The names of the two outputs that a detector has, with four sides and a score for each class at each place. */
    List<String> boxes() {
        long places = places(DetectorFile.BOXES, SIDES);
        long scored = places(DetectorFile.SCORES, classes);
        if (places > 0 && scored > 0 && places != scored) {
            problems.add(name, "it has boxes at " + places + " places and scores at " + scored, "narsil export");
        }
        return List.of(DetectorFile.BOXES, DetectorFile.SCORES);
    }

    /** The number of places of which an output has so many numbers each; 0, and a problem, where it has not. */
    private long places(String output, int each) {
        Optional<Port> found =
                model.outputs().stream().filter(o -> o.name().equals(output)).findFirst();
        if (found.isEmpty()) {
            problems.add(name, "it has no output \"" + output + "\", as a detector has", "narsil export");
            return 0;
        }
        Port port = found.get();
        List<Long> shape = port.shape();
        if (port.type() != Port.FLOAT || shape.size() != 3 || shape.get(1) < 1 || shape.get(2) != each) {
            problems.add(
                    name,
                    "its output \"" + output + "\" " + declared(port) + ", not (batch, places, " + each
                            + ") and 32-bit floats (type 1)",
                    "narsil export");
            return 0;
        }
        if (model.elements(port) < shape.get(1) * each) {
            problems.add(
                    name,
                    "its output \"" + output + "\" has fewer numbers than its shape " + shape + " says",
                    "narsil export");
        }
        return shape.get(1);
    }

    private static String declared(Port output) {
        return "has the shape " + output.shape() + " and elements of type " + output.type();
    }
}
