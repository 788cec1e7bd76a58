package io.narsil.data;

import io.narsil.task.Fit;
import io.narsil.tensors.TensorChecksum;
import io.narsil.tensors.TensorEntry;
import io.narsil.tensors.TensorHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The layout of a file of prepared images: a header, all labels, all images. The place of the images is fixed before
 * any is decoded; blanks fill what the header does not need.
 *
 * @param name name of the set
 * @param frame form of every image
 * @param imagesAt place of the first image
 */
record PreparedLayout(String name, List<String> classes, Frame frame, long imagesAt) {
    static final String IMAGES = ".images";
    static final String LABELS = ".labels";
    /** The separator between the names of classes. */
    static final String SEPARATOR = "\n";
    /** The entry of the fit, which is missing where it is the usual one. */
    static final String FIT = "fit";
    /** A number whose text is as long as that of any number. */
    private static final double LONGEST = -Double.MIN_NORMAL;

    /**
     * A layout with room for a header and labels.
     *
     * @param counts largest number of images by part
     */
    static PreparedLayout of(String name, List<String> classes, Frame frame, int[] counts) {
        List<Double> longest = Collections.nCopies(frame.channels(), LONGEST);
        PreparedLayout layout = new PreparedLayout(name, classes, frame, 0);
        long header = TensorHeader.of(layout.arrays(counts), layout.metadata(longest, longest), 0).length;
        return new PreparedLayout(name, classes, frame, roundUp(header + Integer.BYTES * sum(counts)));
    }

    /** The position of an image in the file, by its index over all parts. */
    long at(long index) {
        return imagesAt + index * frame.imageBytes();
    }

    /**
     * Writes everything before the images.
     *
     * @param labels classes of the images, by part
     */
    void writeStart(FileChannel channel, List<int[]> labels, List<Double> mean, List<Double> deviation)
            throws IOException {
        int[] counts = labels.stream().mapToInt(l -> l.length).toArray();
        int header = Math.toIntExact(imagesAt - Integer.BYTES * sum(counts));
        byte[] start = TensorHeader.of(arrays(counts), metadata(mean, deviation), header);
        TensorChecksum checksum = new TensorChecksum();
        checksum.add(ByteBuffer.wrap(start));
        long at = header;
        for (int[] part : labels) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, part.length))
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().put(part);
            checksum.add(bytes);
            Pass.write(channel, bytes, at);
            at += bytes.limit();
        }
        checksum.putInto(start);
        Pass.write(channel, ByteBuffer.wrap(start), 0);
    }

    /** The arrays of the file. Labels come first, so that their four-byte values stand at multiples of four. */
    private List<TensorHeader.Array> arrays(int[] counts) {
        List<TensorHeader.Array> arrays = new ArrayList<>();
        List<TensorHeader.Array> images = new ArrayList<>();
        Part[] parts = Part.values();
        for (int i = 0; i < parts.length; i++) {
            long count = counts[i];
            arrays.add(new TensorHeader.Array(parts[i].key() + LABELS, TensorEntry.Type.I32, List.of(count)));
            List<Long> shape = List.of(count, (long) frame.size(), (long) frame.size(), (long) frame.channels());
            images.add(new TensorHeader.Array(parts[i].key() + IMAGES, TensorEntry.Type.U8, shape));
        }
        arrays.addAll(images);
        return arrays;
    }

    /** The checksum covers header and labels; pixels are written in any order and have their fingerprint in the run. */
    private Map<String, String> metadata(List<Double> mean, List<Double> deviation) {
        Map<String, String> metadata = new HashMap<>(Map.of(
                "name", name,
                "classes", String.join(SEPARATOR, classes),
                "mean", join(mean),
                "deviation", join(deviation)));
        if (frame.fit() != Fit.CROP) {
            metadata.put(FIT, frame.fit().key());
        }
        return TensorChecksum.with(metadata, imagesAt);
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Rounds up to a multiple of 8. */
    private static long roundUp(long value) {
        return (value + 7) / 8 * 8;
    }
}
