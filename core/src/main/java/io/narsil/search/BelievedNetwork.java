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
 * The network that a space believes in as a whole, as a space around a network does, or up to its size: what a person would take
 * who has that network, in the largest copies of the images and of the largest size that a budget allows.
 */
final class BelievedNetwork {
    private BelievedNetwork() {}

    /**
     * Whether a space believes in a value of everything that networks are made of, but for the resolution and one other number
     * at most. These are a network's size, of which a budget decides.
     */
    static boolean in(SearchSpace space) {
        List<Parameter> open = open(space);
        return !space.stages().isEmpty()
                && space.parameters().stream().anyMatch(BelievedNetwork::believed)
                && (open.isEmpty() || (open.size() == 1 && open.get(0).numeric()));
    }

    private static boolean believed(Parameter parameter) {
        return parameter.group() == Parameter.Group.ARCHITECTURE
                && parameter.prior().present();
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
     * A network in copies of the highest resolution that fits, and there of the largest size.
     *
     * @param genes values of all parameters, of which those of resolution and size do not matter
     */
    static Optional<Candidate> largest(StageCosts costs, int[] genes, Predicate<Candidate> fits) {
        SearchSpace space = costs.space();
        int resolution = resolution(space);
        int size = in(space)
                ? open(space).stream()
                        .mapToInt(space.parameters()::indexOf)
                        .findFirst()
                        .orElse(-1)
                : -1;
        return falling(space, resolution)
                .boxed()
                .flatMap(r -> falling(space, size).mapToObj(s -> {
                    int[] copy = genes.clone();
                    set(copy, resolution, r);
                    set(copy, size, s);
                    return space.candidate(copy);
                }))
                .filter(fits)
                .findFirst();
    }

    /** The places of a parameter's values, from the largest number to the smallest; one where there is no such parameter. */
    private static IntStream falling(SearchSpace space, int parameter) {
        if (parameter < 0) {
            return IntStream.of(-1);
        }
        Parameter numbers = space.parameters().get(parameter);
        return IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -numbers.number(i)))
                .mapToInt(Integer::intValue);
    }

    private static void set(int[] genes, int parameter, int value) {
        if (parameter >= 0) {
            genes[parameter] = value;
        }
    }
}
