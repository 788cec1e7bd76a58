package io.narsil.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Several files with several images each, numbered as one sequence. */
final class Concatenation<T> {
    private final List<T> items;
    /** The index of the first image of each file, and last the number of all images. */
    private final int[] starts;

    /** @param count number of images in a file */
    Concatenation(List<T> items, ToIntFunction<T> count) {
        this.items = List.copyOf(items);
        starts = new int[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], count.applyAsInt(items.get(i)));
        }
    }

    List<T> items() {
        return items;
    }

    /** The index of the file that holds an image. */
    int item(int index) {
        int found = Arrays.binarySearch(starts, index);
        if (found < 0) {
            return -found - 2;
        }
        // Of empty files that start at the same image, the last one is not empty.
        while (starts[found + 1] == index) {
            found++;
        }
        return found;
    }

    /** The index of an image within its file. */
    int within(int index) {
        return index - starts[item(index)];
    }

    /** A value of each image, taken from its file. */
    <V> V[] all(Function<T, V> value, IntFunction<V[]> array) {
        List<V> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            values.addAll(Collections.nCopies(starts[i + 1] - starts[i], value.apply(items.get(i))));
        }
        return values.toArray(array);
    }
}
