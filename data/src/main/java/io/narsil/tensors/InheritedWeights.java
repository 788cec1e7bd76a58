package io.narsil.tensors;

import io.narsil.config.UserException;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.inherit.Inheritance;
import io.narsil.inherit.InheritedLayer;
import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a network inherits from the weights of another one in a file. */
public final class InheritedWeights {
    /** Images that the levels of any detector divide. */
    private static final int SIZE = 10 * Detector.COARSEST;

    private InheritedWeights() {}

    /** Whether an array is of a detector's neck or head, beside those of its backbone. */
    private static boolean ofDetector(String name) {
        return name.startsWith("neck.") || name.startsWith(WeightFile.DETECTOR);
    }

    /**
     * Reads the parent's weights, Narsil's or timm's, and finds what {@code child} inherits.
     *
     * @throws UserException as {@link #arrays} does
     */
    public static Inheritance read(Network parent, Path file, Network child) {
        return Inheritance.of(parent, arrays(parent, file), child);
    }

    /**
     * The share of the parameters of a network, or of a detector, that it inherits.
     *
     * @return number from 0 to 1
     * @throws UserException as {@link #arrays} does
     */
    public static double share(Network parent, Path file, Architecture child) {
        Network network = child instanceof Detector detector ? detector.backbone() : (Network) child;
        // Neck and head of a detector are nobody's, and the head that classifies is not there.
        Set<String> own = WeightShapes.of(child).keySet();
        long taken = read(parent, file, network).layers().stream()
                .filter(layer -> own.contains(layer.name() + ".weight"))
                .mapToLong(InheritedLayer::inherited)
                .sum();
        return (double) taken / child.cost().trainable();
    }

    /**
     * Reads what there is to inherit from a parent's weights, Narsil's or timm's; a last layer of other classes is passed over.
     * Of a detector's weights those of its backbone are read, whose stages are the parent's.
     *
     * @return arrays by name
     * @throws UserException naming all arrays at once that are missing, superfluous, misshapen or not finite
     */
    public static Map<String, float[]> arrays(Network parent, Path file) {
        List<String> ofDetector = WeightFile.names(file).stream()
                .filter(InheritedWeights::ofDetector)
                .toList();
        List<String> optional =
                new ArrayList<>(ofDetector.isEmpty() ? WeightShapes.head(parent) : unread(parent, file));
        optional.addAll(ofDetector);
        return WeightFile.read(file, WeightShapes.of(parent), optional);
    }

    /** Any detector on a network, whatever the size of its own images is. */
    private static Detector detector(Network parent, Path file) {
        Network sized = parent.with(parent.name(), parent.channels(), SIZE, parent.classes());
        try {
            return new Detector(sized, new Neck(1), new DenseHead(0), Activation.RELU);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    file.toString(),
                    "these are the weights of a detector, and none can be made of " + parent.name() + ": "
                            + e.getMessage(),
                    "the detector's folder, which says of which network they are");
        }
    }

    /** The arrays of a network that no detector reads, since it ends before them. */
    private static List<String> unread(Network parent, Path file) {
        Set<String> read = new HashSet<>(WeightShapes.of(detector(parent, file)).keySet());
        return WeightShapes.of(parent).keySet().stream()
                .filter(name -> !read.contains(name))
                .toList();
    }
}
