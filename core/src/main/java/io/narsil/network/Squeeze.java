package io.narsil.network;

import io.narsil.config.ConfigNode;
import io.narsil.config.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Squeeze-and-excitation (Hu et al. 2018): a gate per channel, computed from the channels' means.
 *
 * <p>Families of networks differ in the base of the ratio, in rounding and in both functions; {@link #of(double)} is
 * that of FBNetV3.
 *
 * @param ratio squeezed width as a share of the base; 0 for no squeeze-and-excitation
 * @param base width that the ratio is taken of
 * @param multiple number to whose multiples the squeezed width is rounded by {@link Channels#round}; 1 for the nearest
 *     integer
 * @param activation function between the two layers; empty for the block's own
 * @param gate function after the two layers
 */
public record Squeeze(double ratio, Base base, int multiple, Optional<Activation> activation, Activation gate) {
    /** No squeeze-and-excitation. */
    public static final Squeeze NONE = new Squeeze(0, Base.INPUT, 8, Optional.empty(), Activation.HARD_SIGMOID);

    /** What a ratio is taken of. */
    public enum Base {
        /** The channels that come into the block. */
        INPUT,
        /** The channels that are gated. */
        HIDDEN;

        String key() {
            return Words.of(this);
        }
    }

    /**
     * That of FBNetV3: a ratio of the input channels, rounded to multiples of 8, with the block's activation and a
     * hard-sigmoid gate.
     */
    public static Squeeze of(double ratio) {
        return NONE.withRatio(ratio);
    }

    /** The same with another ratio; {@link #NONE} for 0. */
    public Squeeze withRatio(double other) {
        return other == 0 ? NONE : new Squeeze(other, base, multiple, activation, gate);
    }

    /**
     * Reads everything but the ratio from {@code {ratio, of, multiple, activation, gate}}; the result has a ratio of 1.
     */
    public static Squeeze style(ConfigNode node) {
        Base base = node.at("of").constant(Base.class, Base.INPUT);
        int multiple = node.at("multiple").integer(8, 1, 8);
        if (multiple != 1 && multiple != 8) {
            node.at("multiple").fault("widths are rounded to multiples of 8, or of 1, not of " + multiple, "8");
        }
        Optional<Activation> activation = node.at("activation").present()
                ? Optional.of(Activation.read(node.at("activation"), NONE.gate))
                : Optional.empty();
        Activation gate = Activation.read(node.at("gate"), NONE.gate);
        return new Squeeze(1, base, multiple, activation, gate);
    }

    /**
     * The same as plain data: the ratio alone where the rest is as in FBNetV3, otherwise a mapping that {@link #style}
     * reads.
     */
    Object plain() {
        if (equals(of(ratio))) {
            return Decimal.number(ratio);
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("ratio", Decimal.number(ratio));
        plain.put("of", base.key());
        plain.put("multiple", multiple);
        activation.ifPresent(a -> plain.put("activation", a.key()));
        plain.put("gate", gate.key());
        return plain;
    }

    /**
     * Walks the layers of the gate and applies it.
     *
     * @param hidden channels of {@code x}
     * @param own activation of the block
     */
    public <T> T accept(Interpreter<T> reader, T x, Place place, int hidden, Activation own) {
        if (ratio == 0) {
            return x;
        }
        int squeezed = width(base == Base.INPUT ? place.in() : hidden);
        T y = reader.globalAveragePool(x);
        y = reader.convolution(y, Convolution.pointwise(place.layer("se_reduce"), hidden, squeezed, true));
        y = reader.activation(y, activation.orElse(own));
        y = reader.convolution(y, Convolution.pointwise(place.layer("se_expand"), squeezed, hidden, true));
        y = reader.activation(y, gate);
        return reader.scale(x, y);
    }

    private int width(int of) {
        return multiple == 1 ? (int) Math.max(1, Math.rint(ratio * of)) : Channels.round(ratio * of);
    }
}
