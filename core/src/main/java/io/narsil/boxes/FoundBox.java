package io.narsil.boxes;

/**
 * An object that a network finds.
 *
 * @param label number of its class, from 0
 * @param score certainty of the network, higher for more certain
 */
public record FoundBox(int label, Box box, double score) {
    /** Refuses a score that is no number. */
    public FoundBox {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a score that is no number");
        }
    }
}
