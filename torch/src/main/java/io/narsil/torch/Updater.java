package io.narsil.torch;

import io.narsil.recipe.Optimizer;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** An optimizer over one vector of weights. */
interface Updater {
    /**
     * One step.
     *
     * @param weights changed in place
     * @param gradients of the same length, weight decay included
     * @param rate the learning rate
     */
    void step(Tensor weights, Tensor gradients, double rate);

    /** Its memory by name, for checkpoints: restored by copying into these tensors. */
    Map<String, Tensor> state();

    /** A new optimizer for {@code length} weights. */
    static Updater of(Optimizer optimizer, long length) {
        return switch (optimizer) {
            case SGD -> new Sgd(length);
            case RMSPROP -> new RmsPropTensorFlow(length);
        };
    }
}
