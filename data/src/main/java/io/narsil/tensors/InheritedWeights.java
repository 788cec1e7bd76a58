package io.narsil.tensors;

import io.narsil.inherit.Inheritance;
import io.narsil.network.Network;
import io.narsil.network.WeightShapes;
import java.nio.file.Path;

/** What a network inherits from the weights of another one in a file. */
public final class InheritedWeights {
    private InheritedWeights() {}

    /**
     * Reads the parent's weights, Narsil's or timm's, and finds what {@code child} inherits; a last layer of other classes is passed over.
     *
     * @throws io.narsil.config.UserException naming all arrays at once that are missing, superfluous, misshapen or not finite
     */
    public static Inheritance read(Network parent, Path file, Network child) {
        return Inheritance.of(parent, WeightFile.read(file, WeightShapes.of(parent), WeightShapes.head(parent)), child);
    }
}
