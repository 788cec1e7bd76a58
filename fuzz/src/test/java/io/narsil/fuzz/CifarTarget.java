package io.narsil.fuzz;

import io.narsil.data.CifarBinary;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file of a set in CIFAR-10's binary form, listed and decoded. The first byte says which. */
public final class CifarTarget {
    private static final List<String> NAMES = List.of("data_batch_1.bin", "test_batch.bin", "batches.meta.txt");
    private static final List<byte[]> SOUND = List.of(batch(), batch(), names());

    private CifarTarget() {}

    /** Two images of the classes 0 and 9. */
    static byte[] batch() {
        byte[] images = new byte[2 * 3073];
        images[3073] = 9;
        return images;
    }

    static byte[] names() {
        return "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n".getBytes(StandardCharsets.UTF_8);
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Path folder = Scratch.path("cifar");
        for (int i = 0; i < NAMES.size(); i++) {
            Scratch.file(
                    "cifar/" + NAMES.get(i), Marked.chosen(data, NAMES.size()) == i ? Marked.rest(data) : SOUND.get(i));
        }
        DataSpec spec = new DataSpec("cifar", Optional.of(folder), Optional.empty(), 0.25, false);
        Reading.clean(() -> {
            try (ImageList list = new CifarBinary().list(spec)) {
                for (int i = 0; i < list.listing().count(); i++) {
                    list.decode(i);
                }
            }
        });
    }
}
