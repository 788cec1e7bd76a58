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
import io.narsil.runner.Protocol;
import io.narsil.runner.TrialRequest;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerMessage;
import io.narsil.tensors.Safetensors;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

        Map<String, float[]> before = trained(settings, 1, 0);
        Map<String, float[]> after = trained(settings, 1, 1);
        // One epoch is one step, and every weight has gone by the rate or, without a gradient, has stayed.
        int gone = 0;
        for (String name : List.of("blocks.0.conv.weight", "blocks.0.bn.weight", "blocks.0.bn.bias")) {
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
        Path images = folder.resolve("images.safetensors");
        PreparedData.write(images, DataSet.of("noise", List.of("a", "b"), noise(1), noise(2), noise(3)));
        Path weights = folder.resolve("weights-" + epochs + ".safetensors");
        TrialRequest request = TrialRequest.of(
                        1, seed, Protocol.architecture(NETWORK), Recipe.complete(recipe), images.toString(), epochs, 1)
                .weights(weights, false)
                .build();
        WorkerCommand command = WorkerCommand.builtIn(Engine.EXACT);
        ProcessBuilder builder = new ProcessBuilder(command.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(command.environment());
        Process worker = builder.start();
        try (PrintStream in = new PrintStream(worker.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
            in.println(Protocol.write(request));
            WorkerMessage message;
            do {
                String line = out.readLine();
                assertThat(line).as("what the worker says").isNotNull();
                message = Protocol.message(line);
                assertThat(message).isNotInstanceOfAny(WorkerMessage.Failed.class, WorkerMessage.Stopped.class);
            } while (!(message instanceof WorkerMessage.Done));
        }
        worker.waitFor();
        Map<String, float[]> values = new java.util.HashMap<>();
        Safetensors.read(weights).tensors().forEach((name, entry) -> values.put(name, entry.floats()));
        return values;
    }

    /** Eight images of noise, a batch. */
    private static ImageSet noise(int seed) {
        byte[] pixels = new byte[8 * 64];
        new Random(seed).nextBytes(pixels);
        return new ImageSet(ByteBuffer.wrap(pixels), new int[] {0, 1, 0, 1, 0, 1, 0, 1}, 1, 8);
    }
}
