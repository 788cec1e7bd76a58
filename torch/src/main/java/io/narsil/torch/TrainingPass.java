package io.narsil.torch;

import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import org.bytedeco.pytorch.Tensor;

/** One step's way through a network and back: what the network gives out, and the gradients of its weights. */
interface TrainingPass {
    /** What the network gives out for a batch, to make a loss of. */
    Tensor outputs(Tensor images);

    /** Fills the vector of gradients with those of a loss that was made of {@link #outputs}. */
    void differentiate(Tensor loss);

    /**
     * A pass for the next step; all give the same bits.
     *
     * @param still frozen layers
     * @param sparing choice of less memory and more time
     */
    static TrainingPass of(
            Network network, Leaves leaves, Recipe recipe, Folded still, TorchDevice device, boolean sparing) {
        return sparing
                ? new SparingPass(network, leaves, recipe, still, device)
                : new WholePass(network, leaves, recipe, still, new Depthwise(device.gaps()));
    }

    /** Everything is kept until the way back. */
    record WholePass(Network network, Leaves leaves, Recipe recipe, Folded still, Depthwise depthwise)
            implements TrainingPass {
        @Override
        public Tensor outputs(Tensor images) {
            return network.accept(TorchReader.training(leaves, recipe, depthwise, still), images);
        }

        @Override
        public void differentiate(Tensor loss) {
            leaves.differentiate(loss, depthwise);
        }
    }
}
