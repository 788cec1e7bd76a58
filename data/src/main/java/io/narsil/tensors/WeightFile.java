package io.narsil.tensors;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a network's weights from a safetensors file, and believes them only if they fit. */
public final class WeightFile {
    /** What some trainers keep beside batch norm's statistics, and nothing needs. */
    private static final String COUNTER = ".num_batches_tracked";

    private WeightFile() {}

    /**
     * The arrays of a network.
     *
     * @param shapes that the network needs, by name
     * @param optional those that may be missing or have another shape, and are then left out
     * @throws UserException naming all arrays at once that are missing, superfluous, misshapen, of another type than
     *     32-bit floats, or not finite
     */
    public static Map<String, float[]> read(Path file, Map<String, List<Long>> shapes, Collection<String> optional) {
        Map<String, TensorEntry> found = Safetensors.read(file).tensors();
        Map<String, float[]> arrays = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> unsound = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            TensorEntry entry = found.get(name);
            if (optional.contains(name) && (entry == null || !entry.shape().equals(shape))) {
                return;
            }
            if (entry == null) {
                missing.add(name);
                return;
            }
            String fault = fault(entry, shape);
            if (fault.isEmpty()) {
                arrays.put(name, entry.floats());
            } else {
                unsound.add(name + " " + fault);
            }
        });
        List<String> extra = found.keySet().stream()
                .filter(name -> !shapes.containsKey(name) && !name.endsWith(COUNTER) && !optional.contains(name))
                .toList();
        Problems problems = new Problems();
        report(problems, file, "the network needs what the file has not", missing);
        report(problems, file, "the file has what the network has not", extra);
        report(problems, file, "arrays do not fit", unsound);
        problems.throwIfAny();
        return arrays;
    }

    private static void report(Problems problems, Path file, String what, List<String> arrays) {
        if (!arrays.isEmpty()) {
            String hint = problems.isEmpty() ? "these are the weights of another network" : "";
            problems.add(file.toString(), what + ": " + String.join(", ", arrays), hint);
        }
    }

    private static String fault(TensorEntry entry, List<Long> shape) {
        if (!entry.shape().equals(shape)) {
            return "has the shape " + entry.shape() + " and not " + shape;
        }
        if (entry.type() != TensorEntry.Type.F32) {
            return "holds " + entry.type() + " and not F32";
        }
        for (float value : entry.floats()) {
            if (!Float.isFinite(value)) {
                return "holds " + value;
            }
        }
        return "";
    }
}
