package io.narsil.data;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Holds images out for validation or testing: always the same ones, and the same share of every class. */
public final class Split {
    /** The split is a property of the data, not of a study: all studies of a folder share it. */
    private static final Seeds SEEDS = new Seeds(0x5EED);

    private Split() {}

    /** A listing in which no part is empty: a part without images gets some of the training images. */
    static Listing complete(Listing listing, double share) {
        Part[] parts = listing.parts().clone();
        for (Part part : new Part[] {Part.TEST, Part.VALIDATION}) {
            if (listing.count(part) == 0) {
                holdOut(listing, parts, share, part);
            }
        }
        return listing.with(parts);
    }

    /**
     * The parts of images that have no class of their own: what {@link #complete} makes of them as images of one class.
     *
     * @param parts part of each image that is known, to train on where none is
     */
    public static Part[] complete(Part[] parts, double share) {
        return complete(Listing.of(List.of("image"), new int[parts.length], parts), share)
                .parts();
    }

    private static void holdOut(Listing listing, Part[] parts, double share, Part part) {
        List<List<Integer>> members = new ArrayList<>();
        listing.classes().forEach(name -> members.add(new ArrayList<>()));
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == Part.TRAIN) {
                members.get(listing.labels()[i]).add(i);
            }
        }
        for (int label = 0; label < members.size(); label++) {
            List<Integer> images = members.get(label);
            held(images.size(), share, label, part.key()).stream().forEach(i -> parts[images.get(i)] = part);
        }
    }

    /** The images of one class that are held out: {@code share} of {@code count}, at least one. */
    private static BitSet held(int count, double share, int label, String purpose) {
        int[] order = Shuffle.indices(count, SEEDS.stream(purpose, label));
        int out = Math.min(count, Math.max(1, (int) Math.round(count * share)));
        BitSet held = new BitSet();
        for (int i = 0; i < out; i++) {
            held.set(order[i]);
        }
        return held;
    }

    /** The number of images to train on, by class. */
    static int[] training(Listing listing) {
        int[] counts = new int[listing.classes().size()];
        IntStream.range(0, listing.count())
                .filter(i -> listing.parts()[i] == Part.TRAIN)
                .forEach(i -> counts[listing.labels()[i]]++);
        return counts;
    }

    /** The number of all images, by class. */
    static int[] all(Listing listing) {
        int[] counts = new int[listing.classes().size()];
        for (int label : listing.labels()) {
            counts[label]++;
        }
        return counts;
    }

    /** The indexes of all images, part by part. */
    static int[] byPart(Listing listing) {
        return Arrays.stream(Part.values())
                .flatMapToInt(part -> IntStream.range(0, listing.count()).filter(i -> listing.parts()[i] == part))
                .toArray();
    }
}
