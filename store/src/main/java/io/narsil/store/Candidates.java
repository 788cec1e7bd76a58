package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Candidates that come out of a store. */
final class Candidates {
    private Candidates() {}

    /**
     * The candidate of a space that was stored as its values.
     *
     * @param fingerprint of the candidate that was stored
     * @throws UserException where the space has no such candidate, or one of another fingerprint
     */
    static Candidate read(SearchSpace space, Map<String, String> values, String fingerprint, String where, int trial) {
        String fault;
        Set<String> names = space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        if (!values.keySet().equals(names)) {
            fault = "it has the parameters " + values.keySet() + ", the space " + names;
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
                "trial " + trial + " is no candidate of the space \"" + space.name() + "\": " + fault,
                "the store was damaged, or written by another version or with another space");
    }
}
