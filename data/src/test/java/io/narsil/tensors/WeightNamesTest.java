package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.WeightShapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights whose arrays are called as others call them. */
class WeightNamesTest {
    private static final Network NETWORK = NetworkFile.parse("n", """
            narsil: architecture/2
            input: {channels: 3, resolution: 32}
            classes: 10
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 16, stride: 2}
              stage2:
                - {block: maxpool, kernel: 3, stride: 2}
                - {block: mbconv, kernel: 3, expansion: 1, channels: 16}
              stage3:
                - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
              stage4:
                - {block: mbconv, kernel: 5, expansion: 3, channels: 32}
            head:
              - {block: mbpool, expansion: 6, channels: 64, bias: false}
              - {block: classifier}
            """);

    /** In the order of the network's layers, as timm calls them; its last two stages are one. */
    private static final List<String> TIMM = List.of(
            "conv_stem",
            "bn1",
            "blocks.0.0.conv_dw",
            "blocks.0.0.bn1",
            "blocks.0.0.conv_pw",
            "blocks.0.0.bn2",
            "blocks.1.0.conv_pw",
            "blocks.1.0.bn1",
            "blocks.1.0.conv_dw",
            "blocks.1.0.bn2",
            "blocks.1.0.se.conv_reduce",
            "blocks.1.0.se.conv_expand",
            "blocks.1.0.conv_pwl",
            "blocks.1.0.bn3",
            "blocks.1.1.conv_pw",
            "blocks.1.1.bn1",
            "blocks.1.1.conv_dw",
            "blocks.1.1.bn2",
            "blocks.1.1.conv_pwl",
            "blocks.1.1.bn3",
            "blocks.2.0.conv",
            "blocks.2.0.bn1",
            "conv_head",
            "classifier");

    @TempDir
    private Path folder;

    /** Each array's first value is its number, so that a mistaken name shows. */
    private Path write(List<String> layers) {
        List<String> ours = WeightShapes.of(NETWORK).keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
        assertThat(layers).hasSameSizeAs(ours);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(NETWORK).forEach((name, shape) -> {
            int dot = name.lastIndexOf('.');
            float[] values = new float[(int) TensorEntry.count(shape)];
            values[0] = entries.size();
            long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
            entries.add(TensorEntry.of(
                    layers.get(ours.indexOf(name.substring(0, dot))) + name.substring(dot), values, sizes));
        });
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, entries, Map.of());
        return file;
    }

    private static void everyArrayHasItsPlace(Path file) {
        Map<String, float[]> arrays = WeightFile.read(file, WeightShapes.of(NETWORK), List.of());
        assertThat(arrays.keySet())
                .containsExactlyElementsOf(WeightShapes.of(NETWORK).keySet());
        int number = 0;
        for (float[] array : arrays.values()) {
            assertThat(array[0]).isEqualTo(number++);
        }
    }

    @Test
    void timmsNamesAreTranslated() {
        Path file = write(TIMM);
        assertThat(WeightFile.isTimm(file)).isTrue();
        everyArrayHasItsPlace(file);
    }

    /** As they were before layers were named by stage; the pool had a number and no weights. */
    @Test
    void numberedBlocksAreTranslated() {
        List<String> numbered = WeightShapes.of(NETWORK).keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('.'))
                        .replace("stage1.1", "blocks.0")
                        .replace("stage2.2", "blocks.2")
                        .replace("stage3.1", "blocks.3")
                        .replace("stage4.1", "blocks.4")
                        .replace("head.1", "blocks.5"))
                .distinct()
                .toList();
        assertThat(numbered).contains("blocks.2.depthwise", "blocks.5.project", "classifier.linear");
        everyArrayHasItsPlace(write(numbered));
    }
}
