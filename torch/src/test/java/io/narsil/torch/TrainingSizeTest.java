package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import java.nio.ByteBuffer;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of images whose pixels stand in twos, those of half the size have the same ones. */
class TrainingSizeTest {
    private static final Map<String, String> UNMOVED = Map.of("crop", "0");

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @Test
    void itTrainsOnImagesOfThatSize() {
        Recipe half = Samples.recipe(Map.of("crop", "0", "training_size", "0.5"));
        try (Trainer small = Samples.trainer(Samples.recipe(UNMOVED));
                Trainer large = large(half);
                Trainer whole = large(Samples.recipe(UNMOVED))) {
            small.epoch(1);
            large.epoch(1);
            whole.epoch(1);

            assertThat(Samples.weights(large)).isEqualTo(Samples.weights(small)).isNotEqualTo(Samples.weights(whole));
        }
    }

    @Test
    void itIsMeasuredOnImagesOfTheNetworksOwnSize() {
        Recipe half = Samples.recipe(Map.of("crop", "0", "training_size", "0.5"));
        try (Trainer small = Samples.trainer(Samples.recipe(UNMOVED));
                Trainer large = large(half)) {
            small.epoch(1);
            large.epoch(1);
            DataSet images = doubled(Samples.data());

            assertThat(large.logits(images.test(), 3).get(0).shape()).containsExactly(3L, 1L, 24L, 24L);
            assertThat(large.logits(images.test(), 3).get(1).floats())
                    .isNotEqualTo(small.logits(Samples.data().test(), 3).get(1).floats());
        }
    }

    private static Trainer large(Recipe recipe) {
        Network network = Samples.NETWORK.with("large", 1, 24, 2);
        DataSet images = doubled(Samples.data());
        return new Trainer(network, recipe, images, Samples.SEEDS, Samples.EPOCHS, Setup.on(TorchDevice.CPU));
    }

    private static DataSet doubled(DataSet data) {
        return DataSet.of(
                data.name(), data.classes(), doubled(data.train()), doubled(data.validation()), doubled(data.test()));
    }

    private static ImageSet doubled(ImageSet set) {
        int size = set.size();
        int side = 2 * size;
        byte[] pixels = new byte[set.count() * side * side];
        byte[] image = new byte[set.imageBytes()];
        for (int i = 0; i < set.count(); i++) {
            set.read(i, image);
            for (int p = 0; p < side * side; p++) {
                pixels[i * side * side + p] = image[p / side / 2 * size + p % side / 2];
            }
        }
        return new ImageSet(ByteBuffer.wrap(pixels), set.labels(), 1, side);
    }
}
