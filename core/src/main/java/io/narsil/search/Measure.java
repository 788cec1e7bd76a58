package io.narsil.search;

import io.narsil.config.Durations;
import io.narsil.config.Quantity;
import io.narsil.config.Respelled;
import io.narsil.config.Words;
import io.narsil.network.Cost;
import java.util.OptionalLong;

/** A measure of cost that a budget can limit. */
public enum Measure {
    /** Multiply-adds of convolutions and linear layers. */
    MACS("multiply-adds"),
    /** Weights of convolutions and linear layers, without biases and batch norm. */
    PARAMS("parameters"),
    /** Elements that come out of convolutions and linear layers. */
    ACTIVATIONS("activations"),
    /** The most bytes that activations take at any moment, of one image in 32-bit floats. */
    MEMORY("bytes of activations at once"),
    /** Time of one image on the study's device: predicted during the search, measured for every finalist. */
    LATENCY("latency");

    private final String words;

    Measure(String words) {
        this.words = words;
    }

    /** The value of this measure in a cost. */
    public long of(Cost cost) {
        return switch (this) {
            case MACS -> cost.macs();
            case PARAMS -> cost.params();
            case ACTIVATIONS -> cost.activations();
            case MEMORY -> cost.memory();
            case LATENCY -> cost.latency();
        };
    }

    /** The value of a text: a quantity like 4.5M, or a time like 3ms in nanoseconds; empty where it is neither. */
    public OptionalLong parse(String text) {
        return this == LATENCY ? Durations.parse(text) : Quantity.parse(text);
    }

    /** A value for a person, with its unit. */
    public String text(long value) {
        return this == LATENCY ? Durations.brief(value) : Quantity.brief(value);
    }

    /** A value as {@link #parse} reads it, exactly. */
    public String exact(long value) {
        return this == LATENCY ? Durations.exact(value) : Long.toString(value);
    }

    /** A description of what {@link #parse} takes. */
    public String form() {
        return this == LATENCY ? "a time like 3ms or 750us" : "a whole number like 12, 300k or 4.5M";
    }

    /** The likely fix of a text that {@link #parse} does not take: the unit that is missing, say; empty where none is likely. */
    public String hint(String text) {
        if (parse(text).isPresent()) {
            return "";
        }
        String unit = this == LATENCY ? "ms" : "M";
        return Respelled.of(text, t -> parse(t).isPresent())
                .or(() -> Respelled.of(text, t -> parse(t + unit).isPresent()).map(t -> t + unit))
                .orElse("");
    }

    /** The name in files. */
    public String key() {
        return Words.of(this);
    }

    /** The name for a person. */
    public String words() {
        return words;
    }
}
