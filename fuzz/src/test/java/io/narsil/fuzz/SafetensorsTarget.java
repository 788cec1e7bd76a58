package io.narsil.fuzz;

import io.narsil.data.PreparedData;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A safetensors file: by itself, as weights of a network and as prepared images. */
public final class SafetensorsTarget {
    private static final Map<String, List<Long>> SHAPES =
            Map.of("stage1.1.conv.weight", List.of(2L, 3L, 1L, 1L), "classifier.linear.bias", List.of(2L));

    private SafetensorsTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.file("a.safetensors", data);
        Reading.clean(() -> Safetensors.read(file).tensors().values().forEach(SafetensorsTarget::read));
        Reading.clean(() -> WeightFile.read(file, SHAPES, Set.of()));
        Reading.clean(() -> PreparedData.read(file).fingerprint());
    }

    private static void read(TensorEntry entry) {
        switch (entry.type()) {
            case F32, F16, BF16 -> entry.floats();
            case F64 -> entry.doubles();
            case I32 -> entry.ints();
            default -> entry.bytes();
        }
    }
}
