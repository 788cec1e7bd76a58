package io.narsil.torch;

import io.narsil.data.Batches;
import io.narsil.data.DataSet;
import io.narsil.data.Drawn;
import io.narsil.data.Variation;
import io.narsil.random.Seeds;
import org.bytedeco.pytorch.Tensor;

/**
 * The training images as a network sees them, batch by batch. Two networks of one seed see the same images varied alike, though each at its
 * own size.
 */
final class TrainingImages {
    private final Batches batches;
    private final Variation variation;
    private final Seeds seeds;
    private final int side;
    private final BatchTensor input;
    private Batches.Epoch pass;

    /**
     * Images of a network.
     *
     * @param variation random variation at the size that the network is trained with
     * @param side pixels a side of that size
     * @param input memory of the batches
     */
    TrainingImages(DataSet data, Variation variation, Seeds seeds, int side, BatchTensor input) {
        this.batches = new Batches(data, data.train());
        this.variation = variation;
        this.seeds = seeds;
        this.side = side;
        this.input = input;
    }

    /** The number of images. */
    int count() {
        return batches.count();
    }

    /** Begins an epoch, whose batches depend on seed and epoch alone. */
    void begin(int epoch) {
        pass = batches.epoch(seeds, epoch, variation);
    }

    /** Fills the memory with the next batch. */
    Drawn next(int count) {
        Drawn drawn = pass.next(count, input.values(), input.labels(), input.partners());
        input.drawn(drawn);
        return drawn;
    }

    /** The batch. */
    Tensor batch(int count) {
        return batch(count, side);
    }

    /** The batch at another size, scaled from what the memory has. */
    Tensor batch(int count, int resolution) {
        return input.images(count, pass.side(), resolution);
    }
}
