package io.narsil.torch;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.InterpolateMode;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kBilinear;

/** Scales a batch of images to the side that a network takes. */
final class Resize {
    private Resize() {}

    /**
     * Squares of another size, by a triangle filter as wide as the step: every pixel counts, as it does where a photo is
     * scaled to the network's size at once (docs/deployment.md). A filter of two pixels would leave some out, and the network would
     * learn from patterns that no photo has.
     *
     * @param images batch of squares (image, channel, row, column)
     * @param side rows and columns of the result
     */
    static Tensor square(Tensor images, long side) {
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVector(side, side));
        options.mode().put(new InterpolateMode(new kBilinear()));
        options.align_corners().put(new BoolOptional(false));
        options.antialias().put(images.size(2) > side);
        return torch.interpolate(images, options);
    }
}
