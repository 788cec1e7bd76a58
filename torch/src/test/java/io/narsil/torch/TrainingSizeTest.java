package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.TensorEntry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An image of one shade is the same at any size, but for its number of pixels. */
class TrainingSizeTest {
    private static final Recipe WHOLE = recipe("1");
    private static final Recipe HALF = recipe("0.5");

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @Test
    void itTrainsOnImagesOfThatSize() {
        try (Trainer small = trainer(WHOLE, 12);
                Trainer large = trainer(HALF, 24);
                Trainer whole = trainer(WHOLE, 24)) {
            small.epoch(1);
            large.epoch(1);
            whole.epoch(1);

            assertThat(farthest(large, small)).isLessThan(1e-4);
            assertThat(farthest(large, whole)).isGreaterThan(1e-3);
        }
    }

    @Test
    void itIsMeasuredOnImagesOfTheNetworksOwnSize() {
        try (Trainer small = trainer(WHOLE, 12);
                Trainer large = trainer(HALF, 24)) {
            small.epoch(1);
            large.epoch(1);
            List<TensorEntry> answers = large.logits(shades(24).test(), 3);

            assertThat(answers.get(0).shape()).containsExactly(3L, 1L, 24L, 24L);
            assertThat(answers.get(1).floats())
                    .isNotEqualTo(small.logits(shades(12).test(), 3).get(1).floats());
        }
    }

    private static Recipe recipe(String size) {
        return Samples.recipe(Map.of("optimizer", "sgd", "crop", "0", "training_size", size));
    }

    private static Trainer trainer(Recipe recipe, int size) {
        Network network = Samples.NETWORK.with("any", 1, size, 2);
        return new Trainer(network, recipe, shades(size), Samples.SEEDS, Samples.EPOCHS, Setup.on(TorchDevice.CPU));
    }

    /** The largest difference of two weights of the same name and place. */
    private static double farthest(Trainer one, Trainer other) {
        List<TensorEntry> first = one.inUse().export();
        List<TensorEntry> second = other.inUse().export();
        double farthest = 0;
        for (int i = 0; i < first.size(); i++) {
            float[] a = first.get(i).floats();
            float[] b = second.get(i).floats();
            for (int v = 0; v < a.length; v++) {
                farthest = Math.max(farthest, Math.abs(a[v] - b[v]));
            }
        }
        return farthest;
    }

    private static DataSet shades(int size) {
        return DataSet.of(
                "shades", List.of("dark", "bright"), part(128, size, 0), part(32, size, 1), part(32, size, 2));
    }

    private static ImageSet part(int count, int size, int index) {
        RandomGenerator random = new Seeds(9).stream("shade", index);
        byte[] pixels = new byte[count * size * size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            Arrays.fill(pixels, i * size * size, (i + 1) * size * size, (byte) (random.nextInt(140) + 60 * labels[i]));
        }
        return new ImageSet(ByteBuffer.wrap(pixels), labels, 1, size);
    }
}
