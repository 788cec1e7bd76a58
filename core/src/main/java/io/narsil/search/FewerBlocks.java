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
 * The network that a space believes in, with fewer blocks and in larger copies of the images than a budget has room for otherwise.
 * Of all ways to make a trained network cheaper, to leave blocks out loses least, and larger copies gain most (docs/spaces.md,
 * "What relatives lose"); chance seldom draws both together.
 */
final class FewerBlocks {
    private FewerBlocks() {}

    /**
     * The one of the highest resolution at which half of each row's blocks or more fit; none where the whole network fits in
     * copies as large, or blocks or copies do not vary.
     *
     * @param believed values of all parameters, of which that of the resolution does not matter
     * @param fits test of a budget
     */
    static Optional<Candidate> of(StageCosts costs, int[] believed, Predicate<Candidate> fits) {
        SearchSpace space = costs.space();
        int place = space.resolution() == null ? -1 : space.resolution().index();
        if (place < 0) {
            return Optional.empty();
        }
        Parameter resolutions = space.parameters().get(place);
        List<Integer> falling = IntStream.range(0, resolutions.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -resolutions.number(i)))
                .toList();
        for (int resolution : falling) {
            int[] genes = believed.clone();
            genes[place] = resolution;
            if (fits.test(space.candidate(genes))) {
                return Optional.empty();
            }
            Optional<Candidate> shallower = cut(space, genes, fits);
            if (shallower.isPresent()) {
                return shallower;
            }
        }
        return Optional.empty();
    }

    /** The network with as many blocks as fit: one less at a time in the row that has most of them, of equals in the last. */
    private static Optional<Candidate> cut(SearchSpace space, int[] whole, Predicate<Candidate> fits) {
        int[] genes = whole.clone();
        while (true) {
            int next = -1;
            for (int i : space.depths()) {
                if (less(space, i, genes[i], whole[i]) >= 0
                        && (next < 0 || blocks(space, i, genes[i]) >= blocks(space, next, genes[next]))) {
                    next = i;
                }
            }
            if (next < 0) {
                return Optional.empty();
            }
            genes[next] = less(space, next, genes[next], whole[next]);
            Candidate candidate = space.candidate(genes);
            if (fits.test(candidate)) {
                return Optional.of(candidate);
            }
        }
    }

    /** The place of the next smaller number of blocks, if that is half of all or more; or -1. */
    private static int less(SearchSpace space, int depth, int gene, int whole) {
        double now = blocks(space, depth, gene);
        double least = blocks(space, depth, whole) / 2;
        return IntStream.range(0, space.parameters().get(depth).size())
                .filter(g -> blocks(space, depth, g) < now && blocks(space, depth, g) >= least)
                .boxed()
                .max(Comparator.comparingDouble(g -> blocks(space, depth, g)))
                .orElse(-1);
    }

    private static double blocks(SearchSpace space, int depth, int gene) {
        return space.parameters().get(depth).number(gene);
    }
}
