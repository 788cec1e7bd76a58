package io.narsil.space;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An architecture with a recipe, as one choice per parameter of its space.
 *
 * <p>Only canonical candidates exist: a parameter that the network never reads (the expansion of a second block in a
 * stage with one) stands at its first value, so that one network with one recipe is one candidate.
 */
public final class Candidate {
    private final SearchSpace space;
    private final int[] genes;

    /** For {@link SearchSpace#candidate} only, which makes {@code genes} canonical. */
    Candidate(SearchSpace space, int[] genes) {
        this.space = space;
        this.genes = genes;
    }

    public SearchSpace space() {
        return space;
    }

    /** The index of the value chosen for each parameter, in the space's order; a copy. */
    public int[] genes() {
        return genes.clone();
    }

    /** The same without a copy, for code in this package that changes nothing. */
    int[] shared() {
        return genes;
    }

    /** The index of the value chosen for the parameter at {@code parameter}. */
    public int gene(int parameter) {
        return genes[parameter];
    }

    /** The chosen values by parameter name, in the space's order. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < genes.length; i++) {
            Parameter parameter = space.parameters().get(i);
            values.put(parameter.name(), parameter.values().get(genes[i]));
        }
        return values;
    }

    /** Sixteen hex digits that name this candidate in any run: a hash of its values. */
    public String fingerprint() {
        try {
            byte[] text = values().toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate c && Arrays.equals(c.genes, genes) && c.space.equals(space);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(genes);
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
