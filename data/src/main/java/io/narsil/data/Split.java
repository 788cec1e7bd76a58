package io.narsil.data;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds images out for validation or testing, the same ones every time and the same share of every class. */
final class Split {
    /** The split is a property of the data, not of a study: all studies of a folder share it. */
    private static final Seeds SEEDS = new Seeds(0x5EED);

    /** Two disjoint parts. */
    record Parts(ImageSet kept, ImageSet held) {}

    private Split() {}

    /** Which of {@code count} images of one class are held out: {@code share} of them, at least one. */
    static BitSet held(int count, double share, int label, String purpose) {
        int[] order = Shuffle.indices(count, SEEDS.stream(purpose, label));
        int out = Math.min(count, Math.max(1, (int) Math.round(count * share)));
        BitSet held = new BitSet();
        for (int i = 0; i < out; i++) {
            held.set(order[i]);
        }
        return held;
    }

    /** Splits a set class by class. */
    static Parts holdOut(ImageSet set, double share) {
        Map<Integer, List<Integer>> byClass = new TreeMap<>();
        for (int i = 0; i < set.count(); i++) {
            byClass.computeIfAbsent(set.labels()[i], k -> new ArrayList<>()).add(i);
        }
        BitSet out = new BitSet();
        byClass.forEach((label, members) ->
                held(members.size(), share, label, "validation").stream().forEach(i -> out.set(members.get(i))));
        return new Parts(select(set, out, false), select(set, out, true));
    }

    private static ImageSet select(ImageSet set, BitSet chosen, boolean value) {
        int count = value ? chosen.cardinality() : set.count() - chosen.cardinality();
        byte[] image = new byte[set.imageBytes()];
        ByteBuffer pixels = ByteBuffer.allocate(count * image.length);
        int[] labels = new int[count];
        int next = 0;
        for (int i = 0; i < set.count(); i++) {
            if (chosen.get(i) == value) {
                set.read(i, image);
                pixels.put(image);
                labels[next++] = set.labels()[i];
            }
        }
        return new ImageSet(pixels.flip(), labels, set.channels(), set.size());
    }
}
