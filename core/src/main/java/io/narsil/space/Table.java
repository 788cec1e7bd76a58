package io.narsil.space;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers the values of a function of a few parameters, each computed once: in an array where that is small,
 * otherwise in a map.
 *
 * <p>Threads may race to fill an entry. They compute equal, immutable values, so it does not matter which one stays.
 */
final class Table<T> {
    private static final long LARGEST_ARRAY = 1 << 18;

    private final int[] places;
    private final long[] steps;
    private final int[] arraySteps;
    private final Object[] array;
    private final Map<Long, T> map;
    private final Function<int[], T> find;

    /**
     * A table that is empty at first.
     *
     * @param parameters indexes of the parameters that entries depend on
     * @param find function from genes to their entry
     */
    Table(SearchSpace space, Set<Integer> parameters, Function<int[], T> find) {
        this.find = find;
        places = parameters.stream().mapToInt(Integer::intValue).toArray();
        steps = new long[places.length];
        long size = 1;
        for (int i = places.length - 1; i >= 0; i--) {
            steps[i] = size;
            size = Math.multiplyExact(size, space.parameters().get(places[i]).size());
        }
        array = size <= LARGEST_ARRAY ? new Object[(int) size] : null;
        arraySteps = array == null
                ? null
                : Arrays.stream(steps).mapToInt(s -> (int) s).toArray();
        map = array == null ? new ConcurrentHashMap<>() : null;
    }

    @SuppressWarnings("unchecked")
    T get(int[] genes) {
        if (array == null) {
            return map.computeIfAbsent(index(genes), k -> find.apply(genes));
        }
        int index = arrayIndex(genes);
        T entry = (T) array[index];
        return entry != null ? entry : fill(index, genes);
    }

    /** The length of the array; 0 where there is none. */
    int arraySize() {
        return array == null ? 0 : array.length;
    }

    /** The parameters that entries depend on. */
    int[] places() {
        return places;
    }

    /** The step in the array for an increase of each parameter's gene by one; null if there is no array. */
    int[] arraySteps() {
        return arraySteps;
    }

    private int arrayIndex(int[] genes) {
        int index = 0;
        for (int i = 0; i < places.length; i++) {
            index += arraySteps[i] * genes[places[i]];
        }
        return index;
    }

    private T fill(int index, int[] genes) {
        T entry = find.apply(genes);
        array[index] = entry;
        return entry;
    }

    private long index(int[] genes) {
        long index = 0;
        for (int i = 0; i < places.length; i++) {
            index += steps[i] * genes[places[i]];
        }
        return index;
    }
}
