package io.narsil.recipe;

import io.narsil.config.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** By which rule the places of a detector learn the objects that are marked. */
public enum PlaceRule {
    /** Those near the middle of an object, on the level of its size, as in FCOS (Tian et al. 2019). */
    CENTRE,
    /** Those whose squares overlap it more than others do (ATSS: Zhang et al. 2020). */
    ATSS;

    /** Rules by their words in recipes. */
    static final Map<String, PlaceRule> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Words::of, r -> r, (a, b) -> a, LinkedHashMap::new));
}
