package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Pooling;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** A grey image fits two layouts; if libtorch keeps the wrong one, the whole network runs the slow kernels. */
class MemoryLayoutTest {
    @Test
    void channelsAreLastInMemoryThroughoutTheNetwork() {
        Weights weights = new Weights(Layout.of(Samples.NETWORK), TorchDevice.CPU);
        weights.start(new Seeds(1));
        Probe probe = new Probe(TorchReader.evaluation(weights, Folded.of(Samples.NETWORK, weights)));
        Tensor logits = Samples.NETWORK.accept(probe, torch.zeros(2, 12, 12, 1).permute(0, 3, 1, 2));
        assertThat(logits.size(1)).isEqualTo(2);
        assertThat(probe.seen).isGreaterThan(20);
    }

    /** libtorch's backward kernels are slow where what flows back has another layout than what flowed in. */
    @Test
    void andInWhatFlowsBack() {
        Weights weights = new Weights(Layout.of(Samples.NETWORK), TorchDevice.CPU);
        weights.start(new Seeds(1));
        Leaves leaves = new Leaves(weights, torch.ScalarType.Float, name -> false);
        Recipe recipe = Recipe.of(Recipe.complete(Map.of("stochastic_depth", "0.2", "dropout", "0.1")));
        TorchReader training = TorchReader.training(leaves, recipe, new Depthwise(true), Folded.none());
        Probe probe = new Probe(training);
        Tensor logits = Samples.NETWORK.accept(probe, torch.randn(4, 12, 12, 1).permute(0, 3, 1, 2));
        TensorVector flowed = new TensorVector();
        probe.flowing.forEach(flowed::push_back);
        TensorVector back = torch.grad(
                new TensorVector(logits.square().sum()), flowed, new TensorVector(), new BoolOptional(), false, false);
        for (int i = 0; i < back.size(); i++) {
            assertThat(back.get(i).stride(1))
                    .as("step between channels of what flows back to tensor %s", i)
                    .isEqualTo(1);
        }
        assertThat(back.size()).isGreaterThan(20);
    }

    /** Looks at every image that flows through another reader. */
    private static final class Probe implements Interpreter<Tensor> {
        private final Interpreter<Tensor> reader;
        private final List<Tensor> flowing = new ArrayList<>();
        private int seen;

        Probe(Interpreter<Tensor> reader) {
            this.reader = reader;
        }

        private Tensor look(Tensor x) {
            if (x.dim() == 4 && x.size(2) > 1 && x.size(1) > 1) {
                seen++;
                if (x.requires_grad()) {
                    flowing.add(x);
                }
                assertThat(x.stride(1)).as("step between channels").isEqualTo(1);
            }
            return x;
        }

        @Override
        public Tensor convolution(Tensor x, Convolution convolution) {
            return look(reader.convolution(x, convolution));
        }

        @Override
        public Tensor batchNorm(Tensor x, BatchNorm batchNorm) {
            return look(reader.batchNorm(x, batchNorm));
        }

        @Override
        public Tensor activation(Tensor x, Activation activation) {
            return look(reader.activation(x, activation));
        }

        @Override
        public Tensor maxPool(Tensor x, Pooling p) {
            return reader.maxPool(x, p);
        }

        @Override
        public Tensor globalAveragePool(Tensor x) {
            return reader.globalAveragePool(x);
        }

        @Override
        public Tensor scale(Tensor x, Tensor gate) {
            return look(reader.scale(x, gate));
        }

        @Override
        public Tensor add(Tensor residual, Tensor branch, double depth) {
            return look(reader.add(residual, branch, depth));
        }

        @Override
        public Tensor upsample(Tensor x) {
            return look(reader.upsample(x));
        }

        @Override
        public Tensor sum(Tensor x, Tensor y) {
            return look(reader.sum(x, y));
        }

        @Override
        public Tensor dropout(Tensor x) {
            return reader.dropout(x);
        }

        @Override
        public Tensor linear(Tensor x, Linear linear) {
            return reader.linear(x, linear);
        }
    }
}
