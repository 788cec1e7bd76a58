package io.narsil.torch;

import io.narsil.recipe.Recipe;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * How much the images of each class count in the loss: the inverse of the class's frequency, to a power.
 *
 * <p>A weight belongs to an image, by its true class, and multiplies its whole loss. PyTorch's own weights multiply each class
 * within a smoothed target instead: at 100 images to 1 and a smoothing of 0.1, the rare class would be the better part of the
 * target of every common image.
 */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * The weights of a recipe; nothing where all images count alike.
     *
     * @param labels classes of the training images
     */
    static Optional<Tensor> of(Recipe recipe, int classes, int[] labels, TorchDevice device) {
        if (recipe.classWeights() == 0) {
            return Optional.empty();
        }
        float[] weights = new float[classes];
        double[] weighed = weights(classes, labels, recipe.classWeights());
        for (int c = 0; c < classes; c++) {
            weights[c] = (float) weighed[c];
        }
        return Optional.of(device.here(Tensor.create(weights)));
    }

    /** The weights, 1 where a class is as frequent as all are together on average. */
    static double[] weights(int classes, int[] labels, double power) {
        double[] weights = new double[classes];
        for (int label : labels) {
            weights[label]++;
        }
        for (int c = 0; c < classes; c++) {
            // A class without images weighs nothing anywhere, so any finite number will do.
            weights[c] = Math.pow(labels.length / (classes * Math.max(1, weights[c])), power);
        }
        return weights;
    }
}
