package io.narsil.inherit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which of a parent's channels the channels of a child are. */
final class Selection {
    /** Of a channel that the parent does not have. */
    static final int NEW = -1;

    private Selection() {}

    /**
     * The parent's channel for each of the child's: all of them and then new ones where the child has more, the most important
     * ones in their order where it has fewer; of equals the first.
     *
     * @param importance importance of each of the parent's channels
     * @param groups number of equal parts that channels stay in
     */
    static int[] of(int child, double[] importance, int groups) {
        int parent = importance.length;
        int[] chosen = new int[child];
        for (int g = 0; g < groups; g++) {
            int from = g * (parent / groups);
            int[] part = part(child / groups, Arrays.copyOfRange(importance, from, from + parent / groups));
            for (int i = 0; i < part.length; i++) {
                chosen[g * part.length + i] = part[i] == NEW ? NEW : from + part[i];
            }
        }
        return chosen;
    }

    private static int[] part(int child, double[] importance) {
        int parent = importance.length;
        if (child >= parent) {
            return IntStream.range(0, child).map(i -> i < parent ? i : NEW).toArray();
        }
        return IntStream.range(0, parent)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -importance[i])
                        .thenComparingInt(i -> i))
                .limit(child)
                .mapToInt(i -> i)
                .sorted()
                .toArray();
    }
}
