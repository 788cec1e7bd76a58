package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.detector.DenseHead;
import io.narsil.detector.Detector;
import io.narsil.detector.Neck;
import io.narsil.network.Activation;
import io.narsil.network.Block;
import io.narsil.network.Classifier;
import io.narsil.network.ConvBlock;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gradient of a layer that is read at several places is the sum of those of its places, whoever computes each: at the coarsest
 * level of small images libtorch has no fast kernel for it, at the others it has, and at 32 pixels at none but the finest.
 */
class SharedLayerGradientTest {
    private static Detector detector(int resolution) {
        List<List<Block>> stages = List.of(
                List.of(new ConvBlock(3, 8, 4, Activation.RELU, 1)),
                List.of(new ConvBlock(3, 8, 2, Activation.RELU, 1)),
                List.of(new ConvBlock(3, 16, 2, Activation.RELU, 1)),
                List.of(new ConvBlock(3, 16, 2, Activation.RELU, 1)));
        Network backbone = new Network("small", 3, resolution, 3, stages, List.of(new Classifier(true)));
        return new Detector(backbone, new Neck(8), new DenseHead(2), Activation.HARD_SWISH);
    }

    private static float[] gradients(Detector detector, boolean own) {
        try (PointerScope scope = new PointerScope()) {
            Weights weights = new Weights(Layout.of(detector), TorchDevice.CPU);
            weights.start(new Seeds(3));
            Leaves leaves = new Leaves(weights, torch.ScalarType.Float, name -> false);
            Depthwise depthwise = new Depthwise(own);
            int size = detector.input().height();
            torch.manual_seed(1);
            Tensor images = torch.randn(4, size, size, 3).permute(0, 3, 1, 2);
            Recipe recipe = Recipe.of(Recipe.complete(Map.of()));
            Tensor sum = torch.zeros(1);
            for (Tensor answer :
                    detector.outputs(TorchReader.training(leaves, recipe, depthwise, Folded.none()), images)) {
                sum = sum.add(answer.mul(torch.randn(answer.size(0), answer.size(1), answer.size(2), answer.size(3)))
                        .sum());
            }
            if (own) {
                boolean smallest = size == 32;
                assertThat(depthwise.alone("neck.32.depthwise.weight")).isTrue();
                assertThat(depthwise.alone("detect.1.depthwise.weight")).isFalse();
                assertThat(depthwise.weights().stream().filter("detect.1.depthwise.weight"::equals))
                        .hasSize(smallest ? 2 : 1);
            }
            leaves.differentiate(sum, depthwise);
            return Floats.of(leaves.gradients());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void itIsTheSumOverThePlaces(int resolution) {
        Detector detector = detector(resolution);
        float[] own = gradients(detector, true);
        float[] plain = gradients(detector, false);
        double most = 0;
        for (float value : plain) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(most).isGreaterThan(0.1);
        for (int i = 0; i < own.length; i++) {
            assertThat(Math.abs(own[i] - plain[i])).isLessThan((float) (1e-4 * most));
        }
    }

    @Test
    void answersBeginAsTheDetectorSays() {
        Detector detector = detector(64);
        Weights weights = new Weights(Layout.of(detector), TorchDevice.CPU);
        weights.start(new Seeds(3), detector.firstValues());
        assertThat(Floats.of(weights.get("detect.classes.bias").get())).containsOnly(-4.6f);
        float[] answers = Floats.of(weights.get("detect.classes.weight").get());
        double square = 0;
        for (float a : answers) {
            square += (double) a * a / answers.length;
        }
        // 24 values of deviation .01: that of their own lies within three of its deviations (.01 / sqrt(48)).
        assertThat(Math.sqrt(square)).isBetween(0.0057, 0.0143);
    }
}
