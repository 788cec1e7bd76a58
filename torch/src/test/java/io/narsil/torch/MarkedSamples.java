package io.narsil.torch;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.Marked;
import io.narsil.data.Part;
import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.random.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Grey images of 64 pixels with bright and dark rectangles, in pixels of photos of twice the size, and a small detector that learns to
 * find them in seconds.
 */
final class MarkedSamples {
    static final int SIZE = 64;
    private static final Map<Part, Integer> COUNTS = Map.of(Part.TRAIN, 64, Part.VALIDATION, 24, Part.TEST, 24);

    private MarkedSamples() {}

    static Detector detector() {
        Network backbone = NetworkFile.parse("n", """
                narsil: architecture/2
                name: small
                input: {channels: 1, resolution: 64}
                classes: 2
                backbone:
                  stage1:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                  stage2:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                  stage3:
                    - {block: conv, kernel: 3, channels: 32, stride: 2}
                  stage4:
                    - {block: conv, kernel: 3, channels: 32, stride: 2}
                  stage5:
                    - {block: conv, kernel: 3, channels: 32, stride: 2}
                head:
                  - {block: classifier}
                """);
        return new Detector(backbone, new Neck(32), new DenseHead(1), Activation.RELU);
    }

    /** The images, and what is marked in them. */
    record Samples(DataSet data, Map<Part, List<Marked>> marked) {}

    static Samples samples() {
        Map<Part, List<Marked>> marked = new EnumMap<>(Part.class);
        List<ImageSet> sets = new ArrayList<>();
        for (Part part : Part.values()) {
            List<Marked> photos = new ArrayList<>();
            sets.add(set(part, photos));
            marked.put(part, photos);
        }
        return new Samples(
                DataSet.of("rectangles", List.of("bright", "dark"), sets.get(0), sets.get(1), sets.get(2)), marked);
    }

    private static ImageSet set(Part part, List<Marked> photos) {
        int count = COUNTS.get(part);
        byte[] pixels = new byte[count * SIZE * SIZE];
        for (int i = 0; i < count; i++) {
            RandomGenerator random = new Seeds(4).stream("rectangles " + part, i);
            for (int p = 0; p < SIZE * SIZE; p++) {
                pixels[i * SIZE * SIZE + p] = (byte) (114 + random.nextInt(20));
            }
            List<TrueBox> objects = new ArrayList<>();
            for (int label = 0; label < 2; label++) {
                // One in the left half and one in the right half, anywhere, so that they do not lie on each other.
                int width = 10 + random.nextInt(18);
                int height = 10 + random.nextInt(30);
                int left = label * SIZE / 2 + random.nextInt(SIZE / 2 - width);
                int top = random.nextInt(SIZE - height);
                for (int y = top; y < top + height; y++) {
                    for (int x = left; x < left + width; x++) {
                        pixels[(i * SIZE + y) * SIZE + x] = (byte) (label == 0 ? 230 : 20);
                    }
                }
                objects.add(
                        TrueBox.of(label, new Box(2.0 * left, 2.0 * top, 2.0 * (left + width), 2.0 * (top + height))));
            }
            photos.add(new Marked("", 2 * SIZE, 2 * SIZE, objects));
        }
        return new ImageSet(ByteBuffer.wrap(pixels), new int[count], 1, SIZE);
    }
}
