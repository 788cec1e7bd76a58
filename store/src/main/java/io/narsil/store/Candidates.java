package io.narsil.store;

import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.search.Trial;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads candidates from a store. */
final class Candidates {
    private Candidates() {}

    /**
     * The candidate of the space that has the parameters of its stored values.
     *
     * @param fingerprint fingerprint of the candidate that was stored
     * @param spaces spaces of the study: the one that is searched, and shapes that a person would take by hand
     * @param kind kind of the trial, which tells what its candidate may be of
     * @throws UserException where no space has such a candidate, or one of another fingerprint
     */
    static Candidate read(
            List<SearchSpace> spaces,
            Trial.Kind kind,
            Map<String, String> values,
            String fingerprint,
            String where,
            int trial) {
        String fault;
        List<SearchSpace> possible = possible(spaces, kind);
        SearchSpace space = possible.stream()
                .filter(s -> has(s, values))
                // Two of them may have the same parameters.
                .max(Comparator.comparing(s -> makes(s, values, fingerprint)))
                .orElse(possible.get(0));
        List<Parameter> parameters = space.parameters();
        if (!has(space, values)) {
            fault = "it has the parameters " + String.join(", ", values.keySet()) + " and not "
                    + parameters.stream().map(Parameter::name).collect(Collectors.joining(", "));
        } else {
            try {
                Candidate candidate = space.candidate(values);
                String found = candidate.fingerprint();
                if (found.equals(fingerprint)) {
                    return candidate;
                }
                fault = "its values make " + found + " and not " + fingerprint;
            } catch (IllegalArgumentException e) {
                fault = e.getMessage();
            }
        }
        throw new UserException(
                where,
                "trial " + trial + " is no candidate of the space \"" + space.name() + "\": " + Printable.brief(fault),
                "the store was damaged, or written by another version or with another space");
    }

    /**
     * The spaces that a trial's candidate may be of: what is made by hand is of a shape, or is the network that the space which is
     * searched believes in.
     */
    private static List<SearchSpace> possible(List<SearchSpace> spaces, Trial.Kind kind) {
        if (kind != Trial.Kind.HAND || spaces.size() == 1) {
            return spaces.subList(0, 1);
        }
        List<SearchSpace> possible = new ArrayList<>(spaces.subList(1, spaces.size()));
        possible.add(spaces.get(0));
        return possible;
    }

    /** Whether values of a space's parameters make the candidate of a fingerprint. */
    private static boolean makes(SearchSpace space, Map<String, String> values, String fingerprint) {
        try {
            return space.candidate(values).fingerprint().equals(fingerprint);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether values are of a space's parameters. */
    private static boolean has(SearchSpace space, Map<String, String> values) {
        return values.size() == space.parameters().size()
                && space.parameters().stream().allMatch(p -> values.containsKey(p.name()));
    }
}
