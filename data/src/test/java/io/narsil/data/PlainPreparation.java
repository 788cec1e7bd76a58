package io.narsil.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The way that is simple and needs all images in memory: what {@link PreparedData} writes must equal it. */
final class PlainPreparation {
    private PlainPreparation() {}

    /** All images of a list that can be decoded, at their own size or scaled. */
    static DataSet of(DataSpec spec, ImageList images) throws IOException {
        Listing listing = Split.complete(images.listing(), spec.validation());
        DecodedImage[] decoded = new DecodedImage[listing.count()];
        boolean grey = true;
        for (int i = 0; i < decoded.length; i++) {
            try {
                decoded[i] = scaled(images.decode(i), spec);
                grey &= isGrey(decoded[i]);
            } catch (IOException e) {
                if (!spec.skipBroken()) {
                    throw e;
                }
            }
        }
        int channels = listing.channels().orElse(grey ? 1 : 3);
        List<ImageSet> sets = new ArrayList<>();
        for (Part part : Part.values()) {
            ByteArrayOutputStream pixels = new ByteArrayOutputStream();
            List<Integer> labels = new ArrayList<>();
            int size = 0;
            for (int i = 0; i < decoded.length; i++) {
                if (listing.parts()[i] == part && decoded[i] != null) {
                    labels.add(listing.labels()[i]);
                    size = decoded[i].height();
                    write(decoded[i], channels, pixels);
                }
            }
            int[] array = labels.stream().mapToInt(label -> label).toArray();
            sets.add(new ImageSet(ByteBuffer.wrap(pixels.toByteArray()), array, channels, size));
        }
        return DataSet.of(spec.name(), listing.classes(), sets.get(0), sets.get(1), sets.get(2));
    }

    private static DecodedImage scaled(DecodedImage image, DataSpec spec) throws IOException {
        if (spec.resolution().isEmpty()) {
            return image;
        }
        int size = spec.resolution().get();
        byte[] pixels = Scale.square(image, spec.fit(), size);
        return new DecodedImage(pixels, size, size, image.channels());
    }

    private static boolean isGrey(DecodedImage image) {
        boolean grey = true;
        for (int i = 0; i < image.pixels().length && image.channels() == 3; i++) {
            grey &= image.pixels()[i] == image.pixels()[i - i % 3];
        }
        return grey;
    }

    private static void write(DecodedImage image, int channels, ByteArrayOutputStream out) {
        int pixels = image.height() * image.width();
        for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < channels; c++) {
                out.write(image.pixels()[p * image.channels() + Math.min(c, image.channels() - 1)]);
            }
        }
    }
}
