package io.narsil.store;

import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.search.Trial;
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
        // The user's own space may have a shape's parameters.
        List<SearchSpace> possible =
                kind == Trial.Kind.HAND && spaces.size() > 1 ? spaces.subList(1, spaces.size()) : spaces.subList(0, 1);
        SearchSpace space =
                possible.stream().filter(s -> has(s, values)).findFirst().orElse(possible.get(0));
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

    /** Whether values are of a space's parameters. */
    private static boolean has(SearchSpace space, Map<String, String> values) {
        return values.size() == space.parameters().size()
                && space.parameters().stream().allMatch(p -> values.containsKey(p.name()));
    }
}
