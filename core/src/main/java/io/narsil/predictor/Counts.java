package io.narsil.predictor;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how often each value is chosen among the architecture parameters that have the same values, such as the
 * kernels of all stages. It counts over all of these and, if wanted, over the earlier and the later half of them, since
 * where capacity sits matters more than how much there is.
 */
public final class Counts {
    /** The least number of parameters that are halved. */
    private static final int SMALLEST_HALVED = 4;

    private final SearchSpace space;
    private final List<int[]> groups = new ArrayList<>();
    private final int width;

    /**
     * Counts of a space's choices.
     *
     * @param halves choice to count earlier and later halves too; needless where costs are known stage by stage
     */
    public Counts(SearchSpace space, boolean halves) {
        this.space = space;
        Map<List<String>, List<Integer>> byValues = new LinkedHashMap<>();
        for (int i = 0; i < space.parameters().size(); i++) {
            Parameter parameter = space.parameters().get(i);
            if (parameter.group() == Parameter.Group.ARCHITECTURE) {
                byValues.computeIfAbsent(parameter.values(), k -> new ArrayList<>())
                        .add(i);
            }
        }
        for (List<Integer> alike : byValues.values()) {
            if (alike.size() > 1) {
                add(alike);
                if (halves) {
                    halve(alike);
                }
            }
        }
        width = groups.stream()
                .mapToInt(g -> space.parameters().get(g[0]).size())
                .sum();
    }

    private void add(List<Integer> group) {
        groups.add(group.stream().mapToInt(Integer::intValue).toArray());
    }

    private void halve(List<Integer> alike) {
        if (alike.size() >= SMALLEST_HALVED) {
            List<Integer> early = alike.subList(0, alike.size() / 2);
            List<Integer> late = alike.subList(alike.size() / 2, alike.size());
            add(early);
            halve(early);
            add(late);
            halve(late);
        }
    }

    /** The counts, in an order that depends on the space alone. */
    public float[] of(Candidate candidate) {
        float[] row = new float[width];
        int at = 0;
        for (int[] group : groups) {
            for (int parameter : group) {
                row[at + candidate.gene(parameter)]++;
            }
            at += space.parameters().get(group[0]).size();
        }
        return row;
    }
}
