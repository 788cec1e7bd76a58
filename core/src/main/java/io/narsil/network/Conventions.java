package io.narsil.network;

import java.util.Optional;

/**
 * What the networks of one framework or family do alike in every layer, and weights depend on.
 *
 * @param padding padding of convolutions and pools whose block does not say its own
 * @param epsilon number that batch normalisation adds to variances
 * @param normalisation scale of the images; empty where that of the data is taken
 */
public record Conventions(PaddingStyle padding, double epsilon, Optional<Normalisation> normalisation) {
    /** Those of PyTorch's networks, and of every network that says nothing else. */
    public static final Conventions USUAL = new Conventions(PaddingStyle.HALF, 1e-5, Optional.empty());

    /** Those of TensorFlow's EfficientNets. */
    public static final Conventions TENSORFLOW = new Conventions(PaddingStyle.SAME, 1e-3, Optional.empty());

    /** The same for images of so many channels, as {@link Normalisation#forChannels} says. */
    public Conventions forChannels(int channels) {
        return with(normalisation.map(n -> n.forChannels(channels)));
    }

    /** Whether weights of a network of these conventions compute the same in the same layers of another network. */
    public boolean suit(Network other) {
        boolean exact = normalisation.map(n -> n.exactFor(other.channels())).orElse(true);
        return exact && forChannels(other.channels()).equals(other.conventions());
    }

    /** The same with another normalisation. */
    public Conventions with(Optional<Normalisation> other) {
        return new Conventions(padding, epsilon, other);
    }
}
