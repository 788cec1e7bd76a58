package io.narsil.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.recipe.Recipe;
import io.narsil.recipe.RecipeFile;
import io.narsil.runner.Engine;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.RunListener;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.TrialResult;
import io.narsil.tensors.Safetensors;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another project's optimizer is named in a recipe's file and trains in a worker process, like the built-in ones. */
class OutsideOptimizerTest {
    private static final double RATE = 0x1p-6;

    private static final Network NETWORK = NetworkFile.parse("n", """
            narsil: architecture/1
            name: tiny
            input: {channels: 1, resolution: 8}
            classes: 2
            blocks:
              - {block: conv, kernel: 3, channels: 8, stride: 2}
              - {block: classifier}
            """);

    @TempDir
    private Path folder;

    @Test
    void aRecipeNamesItAndAWorkerTrainsWithIt() throws Exception {
        Path file = Files.writeString(
                folder.resolve("recipe.yaml"),
                "narsil: recipe/1\noptimizer: sign_sgd\nlearning_rate: %s\nfinal_rate: 1\nbatch_size: 8\nweight_decay: 0\n"
                        .formatted(10 * RATE));
        Map<String, String> settings = RecipeFile.read(file);
        assertThat(Recipe.of(settings).peakRate()).isCloseTo(RATE, within(1e-9));
        assertThat(RecipeFile.write(settings)).contains("optimizer: sign_sgd\n");

        Map<String, float[]> before = trained(settings, 1, 1);
        Map<String, float[]> after = trained(settings, 1, 2);
        // An epoch is one step, and in the second one every weight has gone by the rate or, without a gradient, has
        // stayed.
        int gone = 0;
        for (String name : List.of("stage1.1.conv.weight", "stage1.1.bn.weight", "stage1.1.bn.bias")) {
            for (int i = 0; i < before.get(name).length; i++) {
                double step = Math.abs(after.get(name)[i] - before.get(name)[i]);
                gone += step == 0 ? 0 : 1;
                if (step != 0) {
                    assertThat(step).as("%s, %d", name, i).isCloseTo(RATE, within(1e-6));
                }
            }
        }
        assertThat(gone).isGreaterThan(80);
    }

    /** The weights that a worker process writes after so many epochs. */
    private Map<String, float[]> trained(Map<String, String> recipe, long seed, int epochs) throws Exception {
        PreparedData.write(
                folder.resolve("images.safetensors"),
                DataSet.of("noise", List.of("a", "b"), noise(1), noise(2), noise(3)));
        TrainRequest request = TrainRequest.of(1, NETWORK)
                .seed(seed)
                .recipe(Recipe.complete(recipe))
                .images("images")
                .epochs(epochs, 2)
                .weights("weights-" + epochs)
                .build();
        try (TrialRunner runner = WorkerPool.of(
                        WorkerCommand.builtIn(Engine.EXACT), folder.resolve("workers.log"), new FolderArtifacts(folder))
                .build()) {
            runner.start();
            TrialResult result =
                    runner.run(List.of(request), new RunListener() {}).get(0);
            assertThat(result.done()).as(result.reason()).isTrue();
        }
        Map<String, float[]> values = new HashMap<>();
        Safetensors.read(folder.resolve("weights-" + epochs + ".safetensors"))
                .tensors()
                .forEach((name, entry) -> values.put(name, entry.floats()));
        return values;
    }

    /** Eight images of noise, a batch. */
    private static ImageSet noise(int seed) {
        byte[] pixels = new byte[8 * 64];
        new Random(seed).nextBytes(pixels);
        return new ImageSet(ByteBuffer.wrap(pixels), new int[] {0, 1, 0, 1, 0, 1, 0, 1}, 1, 8);
    }
}
