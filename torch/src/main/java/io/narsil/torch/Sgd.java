package io.narsil.torch;

import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Stochastic gradient descent with momentum 0.9: v = 0.9 v + g, w = w - rate v. */
final class Sgd implements Optimizer {
    private static final double MOMENTUM = 0.9;

    private final Tensor velocity;

    Sgd(Tensor like) {
        velocity = zeros_like(like);
    }

    @Override
    public void step(Tensor weights, Tensor gradients, double rate) {
        velocity.mul_(new Scalar(MOMENTUM)).add_(gradients);
        weights.add_(velocity, new Scalar(-rate));
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("velocity", velocity);
    }
}
