package io.narsil.space;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table that is filled as it is read: an array where that is small, a map where not.
 *
 * <p>Threads may race to fill an entry: they put equal values, which are immutable, so any of them will do.
 */
final class Lazy<T> {
    private static final long LARGEST_ARRAY = 1 << 14;

    private final Object[] array;
    private final Map<Long, T> map;

    Lazy(long size) {
        array = size <= LARGEST_ARRAY ? new Object[(int) size] : null;
        map = array == null ? new ConcurrentHashMap<>() : null;
    }

    /** The entry, or null if it was never put. */
    @SuppressWarnings("unchecked")
    T get(long index) {
        return array != null ? (T) array[(int) index] : map.get(index);
    }

    T put(long index, T value) {
        if (array != null) {
            array[(int) index] = value;
        } else {
            map.put(index, value);
        }
        return value;
    }
}
