package io.narsil.torch;

import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import java.util.function.BiFunction;
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
     * @param whole way from images through all of the network
     * @param still frozen layers
     * @param sparing choice of less memory and more time, for networks that are one block behind the other
     */
    static TrainingPass of(
            Architecture network,
            BiFunction<TorchReader, Tensor, Tensor> whole,
            Leaves leaves,
            Recipe recipe,
            Folded still,
            TorchDevice device,
            boolean sparing) {
        return sparing && network instanceof Network blocks
                ? new SparingPass(blocks, leaves, recipe, still, device)
                : new WholePass(whole, leaves, recipe, still, new Depthwise(device.gaps()));
    }

    /** Everything is kept until the way back. */
    record WholePass(
            BiFunction<TorchReader, Tensor, Tensor> whole,
            Leaves leaves,
            Recipe recipe,
            Folded still,
            Depthwise depthwise)
            implements TrainingPass {
        @Override
        public Tensor outputs(Tensor images) {
            return whole.apply(TorchReader.training(leaves, recipe, depthwise, still), images);
        }

        @Override
        public void differentiate(Tensor loss) {
            leaves.differentiate(loss, depthwise);
        }
    }
}
