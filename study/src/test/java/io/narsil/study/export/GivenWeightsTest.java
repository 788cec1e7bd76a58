package io.narsil.study.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.network.TimmVariant;
import io.narsil.network.Zoo;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which network weights are of that timm has written. */
class GivenWeightsTest {
    private static final Network B0 = Zoo.get("efficientnet-b0");
    private static final Network LITE = Zoo.get("efficientnet-lite0");

    @TempDir
    private Path folder;

    private Network of(Network network, String file) {
        Path path = folder.resolve(file);
        Safetensors.write(path, List.of(TensorEntry.of("conv_stem.weight", new float[1], 1)), Map.of());
        return new GivenWeights(path).of(network);
    }

    private static Conventions scaled(Conventions conventions, Normalisation scale) {
        return conventions.with(Optional.of(scale));
    }

    @Test
    void theFilesNameSaysWhichEfficientNetItIs() {
        assertThat(of(B0, "efficientnet_b0_ra-3dd342df.safetensors")).isEqualTo(B0);
        assertThat(of(LITE, "efficientnet_lite0.safetensors"))
                .isEqualTo(LITE.with(scaled(Conventions.USUAL, Normalisation.IMAGENET)));
        List<Double> half = List.of(0.5, 0.5, 0.5);
        assertThat(of(LITE, "tf_efficientnet_lite0.safetensors"))
                .isEqualTo(LITE.with(scaled(Conventions.TENSORFLOW, new Normalisation(half, half))));
        Network b = Zoo.get("fbnetv3-b");
        assertThat(of(b.with(b.name(), 3, 160, 1000), "model.safetensors"))
                .isEqualTo(TimmVariant.get("fbnetv3-b").with(b.name(), 3, 160, 1000));
    }

    @Test
    void aNameThatLeavesItOpenIsRefused() {
        assertThatThrownBy(() -> of(B0, "model.safetensors"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(
                        "tf_efficientnet_b0 have the same arrays", "Maybe call it efficientnet_b0.safetensors or");
        assertThatThrownBy(() -> of(LITE, "model.safetensors"))
                .hasMessageContaining("call it efficientnet_lite0.safetensors");
        assertThatThrownBy(() -> of(B0, "tf_efficientnet_b0.safetensors"))
                .hasMessageContainingAll(
                        "pads and normalises as TensorFlow does", "narsil zoo efficientnet-b0 > tf.yaml");
        assertThatThrownBy(() -> of(Zoo.get("mobilenetv3-large"), "tf_mobilenetv3_large_100.safetensors"))
                .hasMessageContaining("from the same arrays it would compute something else");
    }

    /** What a user's own file says is so, whatever it is called. */
    @Test
    void aNetworkOfAFileIsWhatItSays() {
        Network own = B0.with(Conventions.TENSORFLOW);
        assertThat(of(own, "tf_efficientnet_b0.safetensors")).isEqualTo(own);
        assertThat(of(own, "model.safetensors")).isEqualTo(own);
        Network b = Zoo.get("fbnetv3-b");
        Network shorter = new Network(b.name(), 3, 224, 10, b.stages().subList(0, 3), b.head());
        assertThat(of(shorter, "model.safetensors")).isEqualTo(shorter);
    }
}
