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

    /** A new optimizer for weights of which {@code like} has the length and the place. */
    static Updater of(Optimizer optimizer, Tensor like) {
        return switch (optimizer) {
            case SGD -> new Sgd(like);
            case RMSPROP -> new RmsPropTensorFlow(like);
        };
    }
}
