package io.narsil.torch;

import static org.bytedeco.pytorch.global.torch.ones_like;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * RMSProp as in TensorFlow, for which the recipes of this field were made: the mean square starts at 1, epsilon is
 * inside the square root, and the learning rate is part of what momentum accumulates.
 *
 * <p>s = 0.9 s + 0.1 g^2, v = 0.9 v + rate g / sqrt(s + 0.001), w = w - v. In libtorch's own RMSProp epsilon is outside
 * of the root.
 */
final class RmsPropTensorFlow implements Optimizer {
    private static final double DECAY = 0.9;
    private static final double MOMENTUM = 0.9;
    private static final double EPSILON = 1e-3;

    private final Tensor meanSquare;
    private final Tensor velocity;

    RmsPropTensorFlow(Tensor like) {
        meanSquare = ones_like(like);
        velocity = zeros_like(like);
    }

    @Override
    public void step(Tensor weights, Tensor gradients, double rate) {
        meanSquare.mul_(new Scalar(DECAY)).addcmul_(gradients, gradients, new Scalar(1 - DECAY));
        Tensor root = meanSquare.add(new Scalar(EPSILON)).sqrt_();
        velocity.mul_(new Scalar(MOMENTUM)).addcdiv_(gradients, root, new Scalar(rate));
        weights.sub_(velocity);
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("mean_square", meanSquare, "velocity", velocity);
    }
}
