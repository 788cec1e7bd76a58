package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Network;
import io.narsil.network.PlacedBlock;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForgettingTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    /** Each block's output can still be read when the batch is over, and so can the images. */
    @Test
    void anEvaluationForgetsWhatBlocksMakeOnTheirWayAndNothingElse() {
        Network network = Samples.NETWORK;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Weights weights = new Weights(Layout.of(network), TorchDevice.CPU);
            weights.start(Samples.SEEDS);
            TorchReader reader = TorchReader.evaluation(weights, Folded.of(network, weights));
            torch.manual_seed(1);
            Tensor images = torch.rand(5, 1, 12, 12);
            float[] before = Floats.of(images);
            List<Tensor> made = new ArrayList<>();
            List<float[]> values = new ArrayList<>();
            Tensor x = images;
            for (PlacedBlock block : network.placedBlocks()) {
                x = block.accept(reader, x);
                made.add(x);
                values.add(Floats.of(x));
            }

            for (int i = 0; i < made.size(); i++) {
                assertThat(Floats.of(made.get(i))).as("block %d", i).isEqualTo(values.get(i));
            }
            assertThat(Floats.of(images)).isEqualTo(before);
            assertThat(Floats.of(network.accept(reader, images))).isEqualTo(values.get(values.size() - 1));
        }
    }
}
