package io.narsil.tensors;

import io.narsil.config.Listed;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a network's weights from a safetensors file and checks that they fit the network. */
public final class WeightFile {
    /** A counter that some trainers store beside batch norm's statistics; it is ignored. */
    private static final String COUNTER = ".num_batches_tracked";
    /** The number of arrays that a message names. */
    private static final int SHOWN = 8;

    private static final String OTHER =
            "these are the weights of another network, or of a library whose names are not known (known are Narsil's, those of"
                    + " timm's MobileNetV3, FBNetV3 and EfficientNet, and efficientnet_pytorch's)";

    private static final String FLOATS =
            "convert them where they come from, as {k: v.float() for k, v in d.items()} does in PyTorch";

    private static final String SOUND = "weights from before that training went wrong";

    /** What the arrays of a detector's head begin with. */
    static final String DETECTOR = "detect.";

    /** Of batch norm. */
    private static final String VARIANCE = ".running_var";

    private static final Pattern BLOCK = Pattern.compile("((?:stage\\d+|head)\\.\\d+)\\..+");

    private WeightFile() {}

    /**
     * The arrays of a network.
     *
     * @param shapes sizes of the arrays that the network needs, by name, in the order of its layers
     * @param optional names of arrays that may be missing or have another shape, and are then left out
     * @throws UserException naming all arrays at once that are missing, superfluous, misshapen, of another type than
     *     floats of 32 or 16 bits, or not finite
     */
    public static Map<String, float[]> read(Path file, Map<String, List<Long>> shapes, Collection<String> optional) {
        Map<String, Named> found = tensors(file, shapes.keySet());
        refuseDetector(file, found.keySet(), shapes.keySet(), optional);
        Map<String, float[]> arrays = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> unsound = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            Named array = found.get(name);
            if (optional.contains(name)
                    && (array == null || !array.entry().shape().equals(shape))) {
                return;
            }
            if (array == null) {
                missing.add(name);
                return;
            }
            TensorEntry entry = array.entry();
            String said = array.said(name);
            if (!entry.shape().equals(shape)) {
                misshapen.add(said + " has the shape " + entry.shape() + " and not " + shape);
            } else if (!entry.type().floats()) {
                others.add(said + " holds " + entry.type() + " and not F32");
            } else {
                float[] values = entry.floats();
                fault(name, values).ifPresentOrElse(f -> unsound.add(said + " " + f), () -> arrays.put(name, values));
            }
        });
        List<String> extra = found.keySet().stream()
                .filter(name -> !shapes.containsKey(name) && !name.endsWith(COUNTER) && !optional.contains(name))
                .map(name -> found.get(name).said(name))
                .toList();
        Problems problems = new Problems();
        report(problems, file, "the network needs what the file has not", missing, OTHER);
        report(problems, file, "the file has what the network has not", extra, OTHER);
        report(problems, file, "arrays do not fit", misshapen, OTHER);
        report(problems, file, "arrays are no floats of 32 or 16 bits", others, FLOATS);
        report(problems, file, "arrays hold what no weights are", unsound, SOUND);
        problems.throwIfAny();
        return arrays;
    }

    /** Who names arrays so. Names of others are translated when a file is read. */
    public enum Origin {
        /** Narsil itself, of today or of earlier versions. */
        NARSIL,
        /** The Python library timm. */
        TIMM,
        /** The Python packages of EfficientNet, whose networks compute as TensorFlow's do. */
        EFFICIENTNET_PYTORCH
    }

    /** Who wrote a file of weights, by the names of its arrays. */
    public static Origin origin(Path file) {
        return origin(names(file));
    }

    /** The names of the arrays of a file of weights, as they stand in it. */
    static Set<String> names(Path file) {
        return Safetensors.read(file).tensors().keySet();
    }

    private static Origin origin(Collection<String> names) {
        return TimmNames.known(names)
                ? Origin.TIMM
                : EfficientNetNames.known(names) ? Origin.EFFICIENTNET_PYTORCH : Origin.NARSIL;
    }

    /** An array under the name that it has in the file. */
    private record Named(String inFile, TensorEntry entry) {
        /** The network's name, and the file's where it is another one. */
        String said(String name) {
            return name.equals(inFile) ? name : name + " (in the file " + inFile + ")";
        }
    }

    /** The arrays of a file by the network's names; {@code needed} are these names, in order. */
    private static Map<String, Named> tensors(Path file, Collection<String> needed) {
        Map<String, TensorEntry> found = Safetensors.read(file).tensors();
        List<String> blocks = blocks(needed);
        Map<String, String> names = switch (origin(found.keySet())) {
            case TIMM -> TimmNames.translate(found.keySet(), blocks);
            case EFFICIENTNET_PYTORCH -> EfficientNetNames.translate(found.keySet(), blocks);
            case NARSIL ->
                NumberedNames.known(found.keySet())
                        ? NumberedNames.translate(found.keySet(), blocks)
                        : Map.<String, String>of();
        };
        Map<String, Named> renamed = new LinkedHashMap<>();
        for (Map.Entry<String, TensorEntry> entry : found.entrySet()) {
            String name = names.getOrDefault(entry.getKey(), entry.getKey());
            renamed.put(name, new Named(entry.getKey(), entry.getValue()));
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

    /** Two lists of arrays would not say what the matter is. */
    private static void refuseDetector(
            Path file, Collection<String> found, Collection<String> needed, Collection<String> optional) {
        boolean strange = found.stream()
                .anyMatch(name -> name.startsWith(DETECTOR) && !needed.contains(name) && !optional.contains(name));
        if (strange && needed.stream().noneMatch(name -> name.startsWith(DETECTOR))) {
            throw new UserException(
                    file.toString(),
                    "these are the weights of a detector, and the network is none",
                    "the detector's folder, which says of which network they are");
        }
    }

    private static void report(Problems problems, Path file, String what, List<String> arrays, String maybe) {
        if (!arrays.isEmpty()) {
            String hint = problems.isEmpty() ? maybe : "";
            // The first ones tell which network it is; a large one has hundreds.
            problems.add(file.toString(), what + ": " + Listed.of(arrays, SHOWN), hint);
        }
    }

    /** What is wrong with the values of an array, if anything. */
    private static Optional<String> fault(String name, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of("holds " + value);
            }
            if (value < 0 && name.endsWith(VARIANCE)) {
                return Optional.of("holds " + value + ", and no variance is negative");
            }
        }
        return Optional.empty();
    }
}
