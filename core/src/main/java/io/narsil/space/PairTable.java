package io.narsil.space;

import io.narsil.network.Cost;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A cache of multiply-adds and parameters from a {@link Table} of costs. Both stand side by side in one array, so that
 * the tables of a whole space stay in a processor's cache.
 */
final class PairTable {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final Table<Cost> costs;
    /**
     * At twice the index of an entry its multiply-adds plus one, where 0 stands for an entry that is not known yet;
     * then its parameters.
     */
    private final long[] pairs;

    private final int[] places;
    private final int[] steps;

    PairTable(Table<Cost> costs) {
        this.costs = costs;
        pairs = costs.arraySize() > 0 ? new long[2 * costs.arraySize()] : null;
        places = costs.places();
        // Doubled, as indexes into the pairs are.
        steps = pairs == null
                ? null
                : Arrays.stream(costs.arraySteps()).map(step -> 2 * step).toArray();
    }

    /** Adds {@code times} an entry to the multiply-adds and the parameters in {@code sum}. */
    void add(int[] genes, int times, long[] sum) {
        if (pairs == null) {
            add(costs.get(genes), times, sum);
            return;
        }
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            at += steps[i] * genes[places[i]];
        }
        long macs = (long) LONGS.getAcquire(pairs, at);
        if (macs == 0) {
            Cost cost = costs.get(genes);
            pairs[at + 1] = cost.params();
            // Whoever sees the first number sees the second one too.
            LONGS.setRelease(pairs, at, cost.macs() + 1);
            add(cost, times, sum);
            return;
        }
        sum[0] += (macs - 1) * times;
        sum[1] += pairs[at + 1] * times;
    }

    private static void add(Cost cost, int times, long[] sum) {
        sum[0] += cost.macs() * times;
        sum[1] += cost.params() * times;
    }
}
