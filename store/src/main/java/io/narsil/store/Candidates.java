package io.narsil.store;

import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads candidates from a store. */
final class Candidates {
    private Candidates() {}

    /**
     * The candidate of a space, from its stored values.
     *
     * @param fingerprint fingerprint of the candidate that was stored
     * @throws UserException where the space has no such candidate, or one of another fingerprint
     */
    static Candidate read(SearchSpace space, Map<String, String> values, String fingerprint, String where, int trial) {
        String fault;
        List<Parameter> parameters = space.parameters();
        if (values.size() != parameters.size() || !parameters.stream().allMatch(p -> values.containsKey(p.name()))) {
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
}
