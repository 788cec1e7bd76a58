package io.narsil.torch;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Small things to train. */
final class Samples {
    static final Network NETWORK = NetworkFile.parse("n", """
            narsil: architecture/1
            name: tiny
            input: {channels: 1, resolution: 12}
            classes: 2
            blocks:
              - {block: conv, kernel: 3, channels: 8, stride: 1}
              - {block: mbconv, kernel: 3, expansion: 1, channels: 8}
              - {block: mbconv, kernel: 5, expansion: 2, channels: 20, stride: 2, se: 0.25, repeat: 1}
              - {block: mbconv, kernel: 3, expansion: 3, channels: 20, se: 0.25, repeat: 2}
              - {block: mbpool, expansion: 2, channels: 32}
              - {block: classifier}
            """);

    static final Seeds SEEDS = new Seeds(3);
    static final int EPOCHS = 15;

    private Samples() {}

    /** A training of {@link #NETWORK} on {@link #data}, before its first step. */
    static Trainer trainer(Recipe recipe) {
        return new Trainer(NETWORK, recipe, data(), SEEDS, EPOCHS, Setup.on(TorchDevice.CPU));
    }

    /** Each tensor's name and a hash of its values. */
    static List<String> weights(Trainer trainer) {
        return trainer.inUse().export().stream()
                .map(e -> e.name() + Arrays.hashCode(e.floats()))
                .toList();
    }

    /** Stripes that lie or stand, with noise. */
    static DataSet data() {
        return DataSet.of("stripes", List.of("lying", "standing"), part(256, 0), part(64, 1), part(64, 2));
    }

    private static ImageSet part(int count, int index) {
        RandomGenerator random = new Seeds(9).stream("sample", index);
        byte[] pixels = new byte[count * 144];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            for (int p = 0; p < 144; p++) {
                boolean bright = (labels[i] == 0 ? p / 12 : p % 12) / 2 % 2 == 0;
                pixels[i * 144 + p] = (byte) (random.nextInt(140) + (bright ? 60 : 0));
            }
        }
        return new ImageSet(ByteBuffer.wrap(pixels), labels, 1, 12);
    }

    /** A recipe that has everything on, but for what {@code changes} say. */
    static Recipe recipe(Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "optimizer", "rmsprop",
                "learning_rate", "0.003",
                "batch_size", "32",
                "weight_decay", "0.001",
                "dropout", "0.1",
                "stochastic_depth", "0.2",
                "mixup", "0.2",
                "ema", "on",
                "crop", "1",
                "flip", "on"));
        settings.putAll(changes);
        return Recipe.of(settings);
    }
}
