package io.narsil.tensors;

import java.nio.file.Path;

/** Reads files as if a mapping could hold few bytes only, so that small arrays cross the borders of segments. */
public final class SmallSegments {
    private SmallSegments() {}

    public static Safetensors.Content read(Path file, long segmentSize) {
        return Safetensors.read(file, (channel, from, size) -> Bytes.map(channel, from, size, segmentSize));
    }
}
