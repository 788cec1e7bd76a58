package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.data.PreparedData;
import io.narsil.recipe.Recipe;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerMessage;
import io.narsil.tensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier versions scaled windows twice, and images in training had other sides. */
class EarlierWindowsTest {
    @TempDir
    private Path folder;

    private final List<WorkerMessage> said = new ArrayList<>();
    private final RequestHandler handler = new RequestHandler(TorchDevice.CPU, said::add);

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @BeforeEach
    void writeImages() {
        PreparedData.write(file("images"), Samples.data());
    }

    private Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }

    private TrainRequest.Builder request() {
        Map<String, String> recipe =
                Map.of("batch_size", "32", "learning_rate", "0.003", "resized_crop", "0.4", "training_size", "0.75");
        return TrainRequest.of(3, Samples.NETWORK)
                .seed(5)
                .recipe(Recipe.complete(recipe))
                .images(file("images").toString());
    }

    /** The seconds of the first epoch that is told: none where it was there. */
    private double first(TrainRequest request) {
        said.clear();
        handler.train(request);
        return ((WorkerMessage.Epoch) said.get(0)).seconds();
    }

    @Test
    void aCheckpointOfOneBeginsAnewAndOneOfTodayGoesOn() throws Exception {
        Path state = file("state");
        handler.train(request().epochs(2).weights(file("straight").toString()).build());
        byte[] straight = Files.readAllBytes(file("straight"));
        handler.train(request().epochs(1, 2).checkpoint(state.toString()).build());
        Safetensors.Content kept = Safetensors.read(state);
        TrainRequest rest = request()
                .epochs(2)
                .checkpoint(state.toString())
                .weights(file("resumed").toString())
                .build();

        assertThat(first(rest)).isZero();
        assertThat(Files.readAllBytes(file("resumed"))).isEqualTo(straight);

        Map<String, String> before = new LinkedHashMap<>(kept.metadata());
        before.compute("trial", (key, trial) -> trial.replace(" triangle to 9 at once", " triangle"));
        assertThat(before).isNotEqualTo(kept.metadata());
        Safetensors.write(state, kept.tensors().values(), before);
        assertThat(first(rest)).isPositive();
        assertThat(Files.readAllBytes(file("resumed"))).isEqualTo(straight);
    }
}
