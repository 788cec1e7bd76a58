package io.narsil.torch;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** An optimizer of one vector of weights. */
public interface Optimizer {
    /**
     * Takes one step.
     *
     * @param weights vector that is changed in place
     * @param gradients vector of the same length, weight decay included
     * @param rate learning rate of this step
     */
    void step(Tensor weights, Tensor gradients, double rate);

    /** The optimizer's state by name, for checkpoints. It is restored by copying into these tensors. */
    Map<String, Tensor> state();
}
