package io.narsil.outside;

import io.narsil.data.DataSource;
import io.narsil.data.DataSpec;
import io.narsil.data.DecodedImage;
import io.narsil.data.ImageList;
import io.narsil.data.Listing;
import io.narsil.data.Part;
import java.util.Arrays;
import java.util.List;

/** Two sets with names, of images that a number makes. */
public final class NamedSets implements DataSource, ImageList {
    private static final int COUNT = 60;

    @Override
    public List<String> sets() {
        return List.of("numbers", "more-numbers");
    }

    @Override
    public ImageList list(DataSpec spec) {
        return this;
    }

    @Override
    public Listing listing() {
        int[] labels = new int[COUNT];
        Arrays.setAll(labels, i -> i % 3);
        Part[] parts = new Part[COUNT];
        Arrays.setAll(parts, i -> i < 40 ? Part.TRAIN : Part.TEST);
        return Listing.of(List.of("zero", "one", "two"), labels, parts);
    }

    @Override
    public DecodedImage decode(int index) {
        byte[] pixels = new byte[5 * 5 * 3];
        Arrays.fill(pixels, (byte) index);
        pixels[0] = 77;
        return new DecodedImage(pixels, 5, 5, 3);
    }

    @Override
    public String name(int index) {
        return "number " + index;
    }
}
