package io.narsil.fuzz;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A file of prepared images. */
final class Prepared {
    private Prepared() {}

    static byte[] images() {
        ImageSet part = new ImageSet(ByteBuffer.wrap(new byte[8]), new int[] {0, 1}, 1, 2);
        Path file = Scratch.path("prepared.safetensors");
        PreparedData.write(file, DataSet.of("set", List.of("a", "b"), part, part, part));
        return Scratch.bytes(file);
    }
}
