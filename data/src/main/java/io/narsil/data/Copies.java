package io.narsil.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds images whose pixels are equal once they are prepared, whatever files they come from. Of each image eight bytes
 * are kept.
 */
final class Copies {
    private final long[] prints;
    private final boolean[] there;

    /** @param places number of places for images */
    Copies(int places) {
        prints = new long[places];
        there = new boolean[places];
    }

    /** Remembers the image at a place; by any thread. */
    void add(int place, byte[] pixels) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pixels);
            prints[place] = ByteBuffer.wrap(digest).getLong();
            there[place] = true;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Notes images that stand in two parts or in two classes.
     *
     * @param order image at each place
     * @param name name of the image at a place
     */
    void note(Listing listing, int[] order, IntFunction<String> name, Noted noted) {
        int[] places = IntStream.range(0, order.length)
                .filter(place -> there[place])
                .boxed()
                .sorted((a, b) -> prints[a] == prints[b] ? a - b : Long.compare(prints[a], prints[b]))
                .mapToInt(place -> place)
                .toArray();
        List<int[]> groups = new ArrayList<>();
        for (int from = 0, to; from < places.length; from = to) {
            to = from + 1;
            while (to < places.length && prints[places[to]] == prints[places[from]]) {
                to++;
            }
            if (to > from + 1) {
                groups.add(Arrays.copyOfRange(places, from, to));
            }
        }
        groups.sort(Comparator.comparingInt(same -> same[0]));
        groups.forEach(same -> note(listing, order, same, name, noted));
    }

    /** One image and its copies, the first part first. */
    private static void note(Listing listing, int[] order, int[] same, IntFunction<String> name, Noted noted) {
        int first = order[same[0]];
        for (int i = 1; i < same.length; i++) {
            int copy = order[same[i]];
            String both = name.apply(same[i]) + " = " + name.apply(same[0]);
            Part part = listing.parts()[copy];
            if (part != listing.parts()[first]) {
                noted.add(
                        "images " + part.purpose() + " that are among those " + listing.parts()[first].purpose()
                                + ", too, which flatters the score on them",
                        both);
            }
            if (listing.labels()[copy] != listing.labels()[first]) {
                noted.add("equal images that have different classes", both);
            }
        }
    }
}
