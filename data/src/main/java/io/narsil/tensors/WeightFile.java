package io.narsil.tensors;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a network's weights from a safetensors file and checks that they fit the network. */
public final class WeightFile {
    /** A counter that some trainers store beside batch norm's statistics; it is ignored. */
    private static final String COUNTER = ".num_batches_tracked";

    private static final Pattern BLOCK = Pattern.compile("((?:stage\\d+|head)\\.\\d+)\\..+");

    private WeightFile() {}

    /**
     * The arrays of a network.
     *
     * @param shapes sizes of the arrays that the network needs, by name, in the order of its layers
     * @param optional names of arrays that may be missing or have another shape, and are then left out
     * @throws UserException naming all arrays at once that are missing, superfluous, misshapen, of another type than
     *     32-bit floats, or not finite
     */
    public static Map<String, float[]> read(Path file, Map<String, List<Long>> shapes, Collection<String> optional) {
        Map<String, TensorEntry> found = tensors(file, shapes.keySet());
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

    /** Whether a file of the Python library timm, whose names are translated when it is read. */
    public static boolean isTimm(Path file) {
        refusePickle(file);
        return TimmNames.known(Safetensors.read(file).tensors().keySet());
    }

    /** The arrays of a file by the network's names; {@code needed} are these names, in order. */
    private static Map<String, TensorEntry> tensors(Path file, Collection<String> needed) {
        refusePickle(file);
        Map<String, TensorEntry> found = Safetensors.read(file).tensors();
        List<String> blocks = blocks(needed);
        Map<String, String> names = Map.of();
        if (TimmNames.known(found.keySet())) {
            names = TimmNames.translate(found.keySet(), blocks);
        } else if (NumberedNames.known(found.keySet())) {
            names = NumberedNames.translate(found.keySet(), blocks);
        }
        Map<String, TensorEntry> renamed = new LinkedHashMap<>();
        for (Map.Entry<String, TensorEntry> entry : found.entrySet()) {
            renamed.put(names.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue());
        }
        return renamed;
    }

    /** The blocks with weights, such as {@code stage3.1} of {@code stage3.1.expand.weight}; without the classifier. */
    private static List<String> blocks(Collection<String> names) {
        return names.stream()
                .map(BLOCK::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .distinct()
                .toList();
    }

    /** Refuses a pickle: reading one can run any code. */
    private static void refusePickle(Path file) {
        byte[] start = new byte[Long.BYTES + 1];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(start, 0, start.length);
        } catch (IOException e) {
            return; // the reader says what is wrong
        }
        // A safetensors file begins with the length of its header, which may begin like a pickle, and then the header.
        if (start[Long.BYTES] == '{') {
            return;
        }
        if ((start[0] == 'P' && start[1] == 'K') || (start[0] & 0xFF) == 0x80) {
            throw new UserException(
                    file.toString(),
                    "this is a pickle, as PyTorch writes it, and reading one can run any program",
                    "convert it where you trust it: python3 -c \"import torch, safetensors.torch as s;"
                            + " s.save_file(torch.load('" + file.getFileName()
                            + "', map_location='cpu', weights_only=True), 'weights.safetensors')\"");
        }
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
