package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
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

    /** With the head's convolution that EfficientNet has, whose names stand below in the order of its layers. */
    private static final Network EFFICIENTNET = NetworkFile.parse("e", """
            narsil: architecture/2
            input: {channels: 3, resolution: 32}
            classes: 10
            padding: same
            backbone:
              stage1:
                - {block: conv, kernel: 3, channels: 16, stride: 2}
              stage2:
                - {block: mbconv, kernel: 3, expansion: 1, channels: 16}
              stage3:
                - {block: mbconv, kernel: 5, expansion: 4, channels: 24, stride: 2, se: 0.25}
            head:
              - {block: conv, kernel: 1, channels: 64}
              - {block: classifier}
            """);

    private static final List<String> PACKAGE = List.of(
            "_conv_stem",
            "_bn0",
            "_blocks.0._depthwise_conv",
            "_blocks.0._bn1",
            "_blocks.0._project_conv",
            "_blocks.0._bn2",
            "_blocks.1._expand_conv",
            "_blocks.1._bn0",
            "_blocks.1._depthwise_conv",
            "_blocks.1._bn1",
            "_blocks.1._se_reduce",
            "_blocks.1._se_expand",
            "_blocks.1._project_conv",
            "_blocks.1._bn2",
            "_conv_head",
            "_bn1",
            "_fc");

    /** The same network as timm calls it. */
    private static final List<String> TIMMS_EFFICIENTNET = List.of(
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
            "conv_head",
            "bn2",
            "classifier");

    @TempDir
    private Path folder;

    /** Each array's first value is its number, so that a mistaken name shows. */
    private Path write(Network network, List<String> layers) {
        List<String> ours = WeightShapes.of(network).keySet().stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
        assertThat(layers).hasSameSizeAs(ours);
        List<TensorEntry> entries = new ArrayList<>();
        WeightShapes.of(network).forEach((name, shape) -> {
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

    private static void everyArrayHasItsPlace(Network network, Path file) {
        Map<String, float[]> arrays = WeightFile.read(file, WeightShapes.of(network), List.of());
        assertThat(arrays.keySet())
                .containsExactlyElementsOf(WeightShapes.of(network).keySet());
        int number = 0;
        for (float[] array : arrays.values()) {
            assertThat(array[0]).isEqualTo(number++);
        }
    }

    @Test
    void timmsNamesAreTranslated() {
        Path file = write(NETWORK, TIMM);
        assertThat(WeightFile.origin(file)).isEqualTo(WeightFile.Origin.TIMM);
        everyArrayHasItsPlace(NETWORK, file);
    }

    @Test
    void theHeadOfTimmsEfficientNetIsAConvolution() {
        Path file = write(EFFICIENTNET, TIMMS_EFFICIENTNET);
        assertThat(WeightFile.origin(file)).isEqualTo(WeightFile.Origin.TIMM);
        everyArrayHasItsPlace(EFFICIENTNET, file);
    }

    @Test
    void namesOfThePackagesOfEfficientNetAreTranslated() {
        Path file = write(EFFICIENTNET, PACKAGE);
        assertThat(WeightFile.origin(file)).isEqualTo(WeightFile.Origin.EFFICIENTNET_PYTORCH);
        everyArrayHasItsPlace(EFFICIENTNET, file);
    }

    /** One block more and other widths; what does not belong is named as the file calls it, too. */
    @Test
    void allThatIsAmissIsNamedAtOnce() {
        Path file = write(EFFICIENTNET, PACKAGE);
        List<TensorEntry> entries = new ArrayList<>();
        Safetensors.read(file).tensors().forEach((name, entry) -> {
            float[] values = entry.floats();
            switch (name) {
                case "_blocks.0._bn1.running_var" -> values[1] = -0.5f;
                case "_blocks.1._expand_conv.weight" -> values[7] = Float.NaN;
                case "_fc.bias" -> values[0] = Float.NEGATIVE_INFINITY;
                default -> {}
            }
            long[] shape = entry.shape().stream().mapToLong(s -> s).toArray();
            if (!name.equals("_conv_head.weight")) {
                entries.add(TensorEntry.of(name, values, shape));
            }
        });
        entries.add(TensorEntry.of("_blocks.2._bn1.bias", new float[4], 4));
        entries.add(TensorEntry.of("_swish.weight", new float[4], 4));
        Path other = folder.resolve("other.safetensors");
        Safetensors.write(other, entries, Map.of());
        assertThatThrownBy(() -> WeightFile.read(other, WeightShapes.of(EFFICIENTNET), List.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        "the network needs what the file has not: head.1.conv.weight",
                        "the file has what the network has not: _blocks.2._bn1.bias, _swish.weight",
                        "stage2.1.depthwise_bn.running_var (in the file _blocks.0._bn1.running_var) holds -0.5, and no variance",
                        "stage3.1.expand.weight (in the file _blocks.1._expand_conv.weight) holds NaN",
                        "classifier.linear.bias (in the file _fc.bias) holds -Infinity");
    }

    /** The network has far more arrays than anybody reads. */
    @Test
    void ofManyArraysTheFirstAreNamedAndTheOthersCounted() {
        Path empty = folder.resolve("empty.safetensors");
        Safetensors.write(empty, List.of(TensorEntry.of("other.weight", new float[4], 4)), Map.of());
        int all = WeightShapes.of(EFFICIENTNET).size();
        assertThatThrownBy(() -> WeightFile.read(empty, WeightShapes.of(EFFICIENTNET), List.of()))
                .hasMessageContaining(" and " + (all - 8) + " more. Maybe these are the weights of another network")
                .hasMessageContaining("the file has what the network has not: other.weight");
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
        everyArrayHasItsPlace(NETWORK, write(NETWORK, numbered));
    }
}
