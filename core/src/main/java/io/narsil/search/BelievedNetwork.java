package io.narsil.search;

import io.narsil.space.Candidate;
import io.narsil.space.DetectorSpace;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The network that a space believes in as a whole, as a space around a network does, or up to its size: what a person would take
 * who has that network, in the largest copies of the images and of the largest size that a budget allows.
 */
final class BelievedNetwork {
    private BelievedNetwork() {}

    /**
     * Whether a space believes in a value of everything that networks are made of, but for the resolution and one other number
     * at most. These are a network's size, of which a budget decides. A space of one network alone is one where it believes in
     * a recipe.
     */
    static boolean in(SearchSpace space) {
        List<Parameter> open = open(space);
        return !space.stages().isEmpty()
                && space.parameters().stream()
                        .anyMatch(alone(space) ? p -> p.prior().present() : BelievedNetwork::believed)
                && (open.isEmpty() || (open.size() == 1 && open.get(0).numeric()));
    }

    /** Whether a space holds one network, whose recipe alone varies. */
    private static boolean alone(SearchSpace space) {
        return space.parameters().stream()
                .noneMatch(p -> p.group() == Parameter.Group.ARCHITECTURE && !DetectorSpace.names(p.name()));
    }

    private static boolean believed(Parameter parameter) {
        // What is believed of a detector's neck and head comes with the task, and says nothing of networks.
        return parameter.group() == Parameter.Group.ARCHITECTURE
                && parameter.prior().present()
                && !DetectorSpace.names(parameter.name());
    }

    /** What networks are made of without a belief, but for the resolution. */
    private static List<Parameter> open(SearchSpace space) {
        int resolution = resolution(space);
        return IntStream.range(0, space.parameters().size())
                .filter(i -> i != resolution)
                .mapToObj(space.parameters()::get)
                .filter(p -> p.group() == Parameter.Group.ARCHITECTURE)
                .filter(p -> !p.prior().present())
                .toList();
    }

    private static int resolution(SearchSpace space) {
        return space.resolution() == null ? -1 : space.resolution().index();
    }

    /**
     * The believed network of the highest resolution that fits, and there of the largest size, with the recipe that is believed
     * in; where nothing is believed of a setting, it has the first value.
     *
     * @param epochs length of its training
     */
    static Optional<Candidate> largest(StageCosts costs, int epochs, Predicate<Candidate> fits) {
        return largest(costs, costs.space().believed(epochs), fits);
    }

    /**
     * A network in copies of the highest resolution that fits, and there of the largest size, of a space that has one ({@link #in}).
     *
     * @param genes values of all parameters, of which those of resolution and size do not matter
     */
    static Optional<Candidate> largest(StageCosts costs, int[] genes, Predicate<Candidate> fits) {
        SearchSpace space = costs.space();
        int resolution = resolution(space);
        int size = open(space).stream()
                .mapToInt(space.parameters()::indexOf)
                .findFirst()
                .orElse(-1);
        return falling(space, resolution)
                .flatMap(r -> sizes(costs, with(genes, resolution, r), size).filter(fits).findFirst().stream())
                .findFirst();
    }

    /** The networks of all sizes, from the one with most multiply-adds to the one with fewest; one where there is no size. */
    private static Stream<Candidate> sizes(StageCosts costs, int[] genes, int size) {
        SearchSpace space = costs.space();
        return falling(space, size)
                .map(s -> space.candidate(with(genes, size, s)))
                .sorted(Comparator.comparingLong(c -> -costs.of(c).macs()));
    }

    /** The places of a parameter's values, from the largest number to the smallest; one where there is no such parameter. */
    private static Stream<Integer> falling(SearchSpace space, int parameter) {
        if (parameter < 0) {
            return Stream.of(-1);
        }
        Parameter numbers = space.parameters().get(parameter);
        return IntStream.range(0, numbers.size()).boxed().sorted(Comparator.comparingDouble(i -> -numbers.number(i)));
    }

    private static int[] with(int[] genes, int parameter, int value) {
        int[] copy = genes.clone();
        if (parameter >= 0) {
            copy[parameter] = value;
        }
        return copy;
    }
}
