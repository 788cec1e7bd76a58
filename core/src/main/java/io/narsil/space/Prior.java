package io.narsil.space;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The value of a parameter that a user believes to be good. It guides a search and never binds it.
 *
 * @param byEpochs index of the value by the number of epochs, of a training to its end, from which on it is believed in;
 *     empty where nothing is believed
 */
public record Prior(SortedMap<Integer, Integer> byEpochs) {
    /** No belief. */
    public static final Prior NONE = new Prior(new TreeMap<>());

    public Prior {
        byEpochs = Collections.unmodifiableSortedMap(new TreeMap<>(byEpochs));
    }

    /** The belief in one value, however long a training takes. */
    public static Prior of(int value) {
        return new Prior(new TreeMap<>(Map.of(1, value)));
    }

    /** Whether anything is believed. */
    public boolean present() {
        return !byEpochs.isEmpty();
    }

    /**
     * The index of the value that is believed in, for trainings of so many epochs: that of the largest number not above it, or of
     * the smallest one where all are above; empty where nothing is believed.
     */
    public OptionalInt at(int epochs) {
        if (byEpochs.isEmpty()) {
            return OptionalInt.empty();
        }
        SortedMap<Integer, Integer> reached = byEpochs.headMap(epochs + 1);
        return OptionalInt.of(byEpochs.get(reached.isEmpty() ? byEpochs.firstKey() : reached.lastKey()));
    }

    /** The belief in words, such as {@code 0.1} or {@code 0 from epoch 1, 0.1 from 30}. */
    public String text(List<String> values) {
        if (byEpochs.size() == 1) {
            return values.get(byEpochs.get(byEpochs.firstKey()));
        }
        return byEpochs.entrySet().stream()
                .map(e -> values.get(e.getValue()) + " from " + e.getKey())
                .collect(Collectors.joining(", ", "", byEpochs.isEmpty() ? "" : " epochs on"));
    }
}
