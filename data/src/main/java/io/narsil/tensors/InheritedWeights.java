package io.narsil.tensors;

import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.inherit.Inheritance;
import io.narsil.network.Activation;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a network inherits from the weights of another one in a file. */
public final class InheritedWeights {
    private InheritedWeights() {}

    /** Whether an array is of a detector's neck or head, beside those of its backbone. */
    private static boolean ofDetector(String name) {
        return name.startsWith("neck.") || name.startsWith(WeightFile.DETECTOR);
    }

    /**
     * Reads the parent's weights, Narsil's or timm's, and finds what {@code child} inherits; a last layer of other classes is passed over.
     * Of a detector's weights those of its backbone are read, whose stages are the parent's.
     *
     * @throws io.narsil.config.UserException naming all arrays at once that are missing, superfluous, misshapen or not finite
     */
    public static Inheritance read(Network parent, Path file, Network child) {
        List<String> ofDetector = WeightFile.names(file).stream()
                .filter(InheritedWeights::ofDetector)
                .toList();
        List<String> optional = new ArrayList<>(ofDetector.isEmpty() ? WeightShapes.head(parent) : unread(parent));
        optional.addAll(ofDetector);
        return Inheritance.of(parent, WeightFile.read(file, WeightShapes.of(parent), optional), child);
    }

    /** The arrays of a network that no detector reads, since it ends before them. */
    private static List<String> unread(Network parent) {
        Detector smallest = new Detector(parent, new Neck(1), new DenseHead(0), Activation.RELU);
        Set<String> read = new HashSet<>(WeightShapes.of(smallest).keySet());
        return WeightShapes.of(parent).keySet().stream()
                .filter(name -> !read.contains(name))
                .toList();
    }
}
