package io.narsil.boxes;

import java.util.Comparator;

/**
 * An object that a network finds.
 *
 * @param label number of its class, from 0
 * @param score certainty of the network, higher for more certain
 */
public record FoundBox(int label, Box box, double score) {
    /** Boxes of the highest score first; a stable sort leaves equal ones in their order. */
    static final Comparator<FoundBox> BY_SCORE =
            Comparator.comparingDouble(FoundBox::score).reversed();

    /** Refuses a score that is no number. */
    public FoundBox {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a score that is no number");
        }
        score += 0.0; // makes 0 of -0, which Java would sort below it
    }
}
