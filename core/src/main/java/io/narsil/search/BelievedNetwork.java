package io.narsil.search;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The network that a space believes in as a whole, as a space around a network does: what a person would take who has that
 * network, in the largest copies of the images that a budget allows.
 */
final class BelievedNetwork {
    private BelievedNetwork() {}

    /** Whether a space believes in a value of everything that networks are made of. */
    static boolean in(SearchSpace space) {
        List<Parameter> architecture = space.parameters().stream()
                .filter(p -> p.group() == Parameter.Group.ARCHITECTURE)
                .toList();
        return !space.stages().isEmpty()
                && !architecture.isEmpty()
                && architecture.stream().allMatch(p -> p.prior().present());
    }

    /**
     * The believed network of the highest resolution that fits, with the recipe that is believed in; where nothing is believed
     * of a setting, it has the first value.
     *
     * @param epochs length of its training
     */
    static Optional<Candidate> largest(StageCosts costs, int epochs, Predicate<Candidate> fits) {
        return largest(costs, costs.space().believed(epochs), fits);
    }

    /**
     * A network in copies of the highest resolution that fits.
     *
     * @param genes values of all parameters, of which that of the resolution does not matter
     */
    static Optional<Candidate> largest(StageCosts costs, int[] genes, Predicate<Candidate> fits) {
        SearchSpace space = costs.space();
        int resolution = space.resolution() == null ? -1 : space.resolution().index();
        if (resolution < 0) {
            return Optional.of(space.candidate(genes)).filter(fits);
        }
        return IntStream.range(0, space.parameters().get(resolution).size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -Integer.parseInt(
                        space.parameters().get(resolution).values().get(i))))
                .map(i -> {
                    int[] copy = genes.clone();
                    copy[resolution] = i;
                    return space.candidate(copy);
                })
                .filter(fits)
                .findFirst();
    }
}
