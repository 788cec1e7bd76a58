package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.BatchNorm;
import io.narsil.network.Block;
import io.narsil.network.BlockValues;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Network;
import io.narsil.network.Padding;
import io.narsil.network.Place;
import io.narsil.random.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network whose batch norm is in the weights of its convolutions computes what it computes layer by layer. */
class FoldedTest {
    private static final Classifier CLASSIFIER =
            (Classifier) Samples.NETWORK.head().get(Samples.NETWORK.head().size() - 1);

    @Test
    void computesTheSame() {
        Weights weights = weights(Samples.NETWORK);
        Folded folded = Folded.of(Samples.NETWORK, weights);
        assertThat(weights.layout().slots().stream()
                        .map(Layout.Slot::name)
                        .filter(name -> name.endsWith(".running_var")))
                .isNotEmpty()
                .allMatch(name -> folded.holds(norm(name.replace(".running_var", ""))));
        assertSame(Samples.NETWORK, weights, folded);
    }

    /** Only the frozen ones in a training. */
    @Test
    void leavesOtherLayersAsTheyAre() {
        Weights weights = weights(Samples.NETWORK);
        Folded folded = Folded.of(Samples.NETWORK, weights, torch.ScalarType.Float, name -> name.startsWith("stage1."));
        assertThat(folded.holds(norm("stage1.1.bn"))).isTrue();
        assertThat(folded.holds(norm("stage2.1.depthwise_bn"))).isFalse();
        assertSame(Samples.NETWORK, weights, folded);
    }

    /** What another project's blocks may do with a convolution. */
    private enum Use {
        /** A bias before batch norm. */
        BIAS(true),
        /** Its result is added to that of batch norm. */
        ALSO_ADDED(false),
        /** Two batch norms read it. */
        TWO_NORMS(false);

        private final boolean folds;

        Use(boolean folds) {
            this.folds = folds;
        }
    }

    private record Odd(Use use) implements Block {
        @Override
        public <T> T accept(Interpreter<T> reader, T x, Place place) {
            Padding padding = Padding.each(1);
            T y = reader.convolution(
                    x, new Convolution(place.layer("odd"), place.in(), 8, 3, 1, padding, 1, use == Use.BIAS));
            T z = reader.batchNorm(y, place.batchNorm("odd_bn", 8, false));
            return switch (use) {
                case BIAS -> z;
                case ALSO_ADDED -> reader.add(y, z, 0);
                case TWO_NORMS -> reader.add(z, reader.batchNorm(y, place.batchNorm("second_bn", 8, false)), 0);
            };
        }

        @Override
        public int out(int in) {
            return 8;
        }

        @Override
        public BlockValues values() {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void foldsOnlyWhatNothingElseReads(Use use) {
        Block stem = Samples.NETWORK.stages().get(0).get(0);
        assertThat(stem).isInstanceOf(ConvBlock.class);
        Network network = new Network("odd", 1, 12, 2, List.of(List.of(stem, new Odd(use))), List.of(CLASSIFIER));
        Weights weights = weights(network);
        Folded folded = Folded.of(network, weights);
        assertThat(folded.holds(norm("stage1.2.odd_bn"))).isEqualTo(use.folds);
        assertThat(folded.holds(norm("stage1.1.bn"))).isTrue();
        assertSame(network, weights, folded);
    }

    private static BatchNorm norm(String name) {
        return new BatchNorm(name, 8, false, 1e-5);
    }

    private static void assertSame(Network network, Weights weights, Folded folded) {
        torch.manual_seed(4);
        Tensor images = torch.randn(8, 12, 12, 1).permute(0, 3, 1, 2);
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor wanted = network.accept(TorchReader.evaluation(weights, Folded.none()), images);
            Tensor found = network.accept(TorchReader.evaluation(weights, folded), images);
            assertThat(wanted.std().item_float()).isGreaterThan(0.01f);
            assertThat(torch.allclose(found, wanted, 1e-4, 1e-5, false)).isTrue();
        }
    }

    /** Random weights, and statistics as a training leaves them. */
    private static Weights weights(Network network) {
        Weights weights = new Weights(Layout.of(network), TorchDevice.CPU);
        weights.start(new Seeds(2));
        RandomGenerator random = new Seeds(3).stream("statistics", 0);
        for (Layout.Slot slot : weights.layout().slots()) {
            boolean norm = slot.name().contains("bn");
            boolean positive =
                    slot.name().endsWith("running_var") || slot.name().endsWith(".weight");
            if (norm || slot.name().endsWith(".bias")) {
                float[] values = new float[(int) slot.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextFloat() + (positive ? 0.5f : -0.5f);
                }
                weights.load(slot, values);
            }
        }
        return weights;
    }
}
