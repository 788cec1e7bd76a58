package io.narsil.outside;

import io.narsil.data.DataSource;
import io.narsil.data.DataSpec;
import io.narsil.data.DecodedImage;
import io.narsil.data.ImageList;
import io.narsil.data.Listing;
import io.narsil.data.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A source as another project would write it: it reads one file with an image of 4x4 grey pixels in each line, as a class
 * and 32 hexadecimal digits. All that makes it known is its line in {@code META-INF/services}.
 */
public final class Stripes implements DataSource {
    private static final int SIZE = 4;

    @Override
    public boolean reads(Path path) {
        return path.toString().endsWith(".stripes");
    }

    @Override
    public ImageList list(DataSpec spec) {
        try {
            List<String> lines = Files.readAllLines(spec.path().orElseThrow());
            int[] labels = lines.stream().mapToInt(l -> l.charAt(0) - 'a').toArray();
            Part[] parts = new Part[labels.length];
            Arrays.fill(parts, Part.TRAIN);
            return new Lines(lines, Listing.of(List.of("a", "b"), labels, parts, 1, SIZE));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Lines(List<String> lines, Listing listing) implements ImageList {
        @Override
        public DecodedImage decode(int index) {
            byte[] pixels = HexFormat.of().parseHex(lines.get(index).substring(1));
            return new DecodedImage(pixels, SIZE, SIZE, 1);
        }

        @Override
        public String name(int index) {
            return "line " + (index + 1);
        }
    }
}
