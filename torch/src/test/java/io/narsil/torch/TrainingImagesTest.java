package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Axis;
import io.narsil.data.Drawn;
import io.narsil.data.Variation;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.Safetensors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingImagesTest {
    private static final int COUNT = 32;
    private static final Recipe WINDOWS =
            Samples.recipe(Map.of("resized_crop", "0.4", "crop", "0", "rand_augment", "5"));

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    private static TrainingImages images(int side) {
        Variation variation = Variation.of(WINDOWS).at(side);
        BatchTensor memory = new BatchTensor(COUNT, 1, 12, TorchDevice.CPU);
        return new TrainingImages(Samples.data(), variation, Samples.SEEDS, side, memory);
    }

    /** A teacher of another size has to judge what its student sees. */
    @Test
    void twoNetworksSeeTheSameWindowsEachAtItsOwnSize() {
        try (PointerScope scope = new PointerScope()) {
            TrainingImages small = images(8);
            TrainingImages large = images(12);
            small.begin(3);
            large.begin(3);
            for (int batch = 0; batch < 4; batch++) {
                Drawn one = small.next(COUNT);
                Drawn other = large.next(COUNT);
                assertThat(one.share()).isEqualTo(other.share());
                assertThat(one.images()).isEqualTo(other.images());
                for (int i = 0; i < COUNT; i++) {
                    alike(one.ways().get(i).across(), other.ways().get(i).across());
                    alike(one.ways().get(i).down(), other.ways().get(i).down());
                }
            }
            assertThat(shape(small.batch(COUNT))).containsExactly(COUNT, 1, 8, 8);
            assertThat(shape(large.batch(COUNT))).containsExactly(COUNT, 1, 12, 12);
            assertThat(shape(large.batch(COUNT, 6))).containsExactly(COUNT, 1, 6, 6);
        }
    }

    private static void alike(Axis small, Axis large) {
        assertThat(small.forward(0) / 8).isCloseTo(large.forward(0) / 12, within(1e-9));
        assertThat(small.forward(12) / 8).isCloseTo(large.forward(12) / 12, within(1e-9));
    }

    private static long[] shape(Tensor tensor) {
        return tensor.shape();
    }

    @Test
    void aTeacherOfAnotherSizeTeachesFromItsEpochOn(@TempDir Path folder) {
        Path file = folder.resolve("teacher.safetensors");
        Network larger = Samples.NETWORK.with("larger", 1, 12, 2);
        Network student = Samples.NETWORK.with("student", 1, 8, 2);
        try (Trainer teacher = trainer(larger, Setup.on(TorchDevice.CPU))) {
            teacher.epoch(1);
            Safetensors.write(file, teacher.inUse().export(), Map.of());
        }
        Setup alone = Setup.on(TorchDevice.CPU);
        Setup late = alone.taughtBy(new Teacher(larger, file, 0.8, 1));
        try (Trainer taught = trainer(student, late);
                Trainer untaught = trainer(student, alone)) {
            taught.epoch(1);
            untaught.epoch(1);
            List<String> first = Samples.weights(untaught);
            assertThat(Samples.weights(taught)).isEqualTo(first);
            assertThat(taught.scaling(false)).isEqualTo(untaught.scaling(false));
            assertThat(taught.epoch(2).loss()).isNotEqualTo(untaught.epoch(2).loss());
            assertThat(Samples.weights(taught)).isNotEqualTo(Samples.weights(untaught));
        }
    }

    private static Trainer trainer(Network network, Setup setup) {
        return new Trainer(network, WINDOWS, Samples.data(), Samples.SEEDS, Samples.EPOCHS, setup);
    }

    /** By them an earlier version's checkpoints are told from those of today. */
    @Test
    void waysToANetworksSizeHaveWords() {
        assertThat(scaling(12, Map.of())).isEmpty();
        assertThat(scaling(12, Map.of("resized_crop", "0.4"))).isEmpty();
        assertThat(scaling(8, Map.of())).isEqualTo(" triangle");
        assertThat(scaling(8, Map.of("resized_crop", "0.4"))).isEqualTo(" triangle at once");
        assertThat(scaling(12, Map.of("training_size", "0.75"))).isEqualTo(" triangle to 9");
        assertThat(scaling(12, Map.of("training_size", "0.75", "resized_crop", "0.4")))
                .isEqualTo(" triangle to 9 at once");
        assertThat(scaling(8, Map.of("resized_crop", "0.4", "zoom", "0.2"))).isEqualTo(" triangle");
    }

    private static String scaling(int resolution, Map<String, String> changes) {
        Network network = Samples.NETWORK.with("any", 1, resolution, 2);
        Recipe recipe = Samples.recipe(changes);
        try (Trainer trainer = new Trainer(
                network, recipe, Samples.data(), Samples.SEEDS, Samples.EPOCHS, Setup.on(TorchDevice.CPU))) {
            return trainer.scaling(false);
        }
    }
}
