package io.narsil.search;

import io.narsil.network.Cost;
import java.util.Locale;

/** What a budget can limit. */
public enum Measure {
    /** Multiply-adds of convolutions and linear layers. */
    MACS("multiply-adds"),
    /** Weights of convolutions and linear layers, without biases and batch norm. */
    PARAMS("parameters"),
    /** Elements that come out of convolutions and linear layers. */
    ACTIVATIONS("activations"),
    /** The most bytes that activations take at any moment, of one image in 32-bit floats. */
    MEMORY("bytes of activations at once");

    private final String words;

    Measure(String words) {
        this.words = words;
    }

    public long of(Cost cost) {
        return switch (this) {
            case MACS -> cost.macs();
            case PARAMS -> cost.params();
            case ACTIVATIONS -> cost.activations();
            case MEMORY -> cost.memory();
        };
    }

    /** The name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for a person. */
    public String words() {
        return words;
    }
}
