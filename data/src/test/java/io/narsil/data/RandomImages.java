package io.narsil.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images that a seed makes, for tests of what is done to any images. */
final class RandomImages implements DataSource, ImageList {
    /** What the images are like. */
    enum Kind {
        GREY,
        COLOUR,
        /** The first ones are grey. */
        LATE_COLOUR,
        /** Listed with one channel and their size. */
        LISTED
    }

    final BitSet broken = new BitSet();
    private final Listing listing;
    private final long seed;
    private final Kind kind;
    private final int size;
    private int decoded;

    RandomImages(long seed, Kind kind, int count, int size) {
        this.seed = seed;
        this.kind = kind;
        this.size = size;
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> i % 3);
        Part[] parts = new Part[count];
        Random random = new Random(seed);
        boolean tested = random.nextBoolean();
        Arrays.setAll(parts, i -> tested && i % 4 == 1 ? Part.TEST : Part.TRAIN);
        List<String> classes = List.of("a", "b", "c");
        listing =
                kind == Kind.LISTED ? Listing.of(classes, labels, parts, 1, size) : Listing.of(classes, labels, parts);
    }

    static DataSpec spec(Optional<Integer> resolution, boolean skipBroken) {
        return new DataSpec("random", Optional.empty(), resolution, 0.2, skipBroken);
    }

    @Override
    public ImageList list(DataSpec spec) {
        return this;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public DecodedImage decode(int index) throws IOException {
        synchronized (this) {
            decoded++;
        }
        if (broken.get(index)) {
            throw new IOException("it is broken");
        }
        boolean colour = kind == Kind.COLOUR || (kind == Kind.LATE_COLOUR && index > listing.count() / 2);
        byte[] pixels = new byte[size * size * (kind == Kind.LISTED ? 1 : 3)];
        new Random(seed + 31L * index).nextBytes(pixels);
        for (int i = 0; i < pixels.length && !colour && kind != Kind.LISTED; i++) {
            pixels[i] = pixels[i - i % 3];
        }
        return new DecodedImage(pixels, size, size, kind == Kind.LISTED ? 1 : 3);
    }

    /** How often an image was decoded. */
    synchronized int decoded() {
        return decoded;
    }

    @Override
    public String name(int index) {
        return "image " + index;
    }
}
