package io.narsil.torch;

import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.task.Classification;
import io.narsil.task.Task;
import org.bytedeco.pytorch.Tensor;

/**
 * The training half of a {@link Task}: its targets, its loss and its score. The images of a batch and their targets are
 * in the batch's memory, which the trainer fills.
 */
interface TaskTraining {
    /** The task that is trained for. */
    Task task();

    /**
     * The loss of a batch, a mean over its images, to be differentiated.
     *
     * @param outputs numbers that the head gave (image, {@link Task#outputs}), in 32 bits
     * @param count number of images in the batch
     * @param share weight of each image beside the partner that it is mixed with; 1 where none is
     */
    Tensor loss(Tensor outputs, int count, double share);

    /**
     * The loss of a batch whose targets are a teacher's outputs, a mean over its images, to be differentiated.
     *
     * @param outputs numbers that the student's head gave (image, {@link Task#outputs}), in 32 bits
     * @param teacherOutputs numbers that the teacher's head gave for the same images
     * @param count number of images in the batch
     * @param share weight of each image beside the partner that it is mixed with; 1 where none is
     */
    Tensor distillation(Tensor outputs, Tensor teacherOutputs, int count, double share);

    /** A new score, of no image yet. */
    Score score();

    /** A score that is computed batch by batch. */
    interface Score {
        /**
         * Adds a batch.
         *
         * @param outputs numbers that the head gave (image, {@link Task#outputs}), in 32 bits
         * @param count number of images in the batch
         */
        void add(Tensor outputs, int count);

        /** The score of all images added so far. */
        double value();

        /** The answer to each image added so far, such as the number of its class. */
        int[] answers();
    }

    /**
     * The training half of the task that a network's head is for.
     *
     * @param labels targets of the training images
     * @param input memory of the batches
     */
    static TaskTraining of(Network network, Recipe recipe, int[] labels, Setup setup, BatchTensor input) {
        return new ClassificationTraining(
                new Classification(network.classes(), setup.score()),
                recipe.labelSmoothing(),
                ClassWeights.of(recipe, network.classes(), labels, setup.device()),
                input);
    }
}
