package io.narsil.torch;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.detector.Detector;
import io.narsil.network.Architecture;
import io.narsil.network.Interpreter;
import io.narsil.recipe.Recipe;
import io.narsil.task.Classification;
import io.narsil.task.Task;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/**
 * The training half of a {@link Task}: its targets, its loss and its score. The images of a batch and their targets are
 * in the batch's memory, which the trainer fills.
 */
interface TaskTraining {
    /** The task that is trained for. */
    Task task();

    /** The number of values that the network's head gives for one image. */
    int width();

    /**
     * Reads the network from images to what its head gives.
     *
     * @return numbers by image, as many as {@link #width}
     */
    Tensor outputs(Interpreter<Tensor> reader, Tensor images);

    /**
     * The loss of a batch, a mean over its images, to be differentiated.
     *
     * @param outputs numbers that the head gave (image, {@link #width}), in 32 bits
     * @param count number of images in the batch
     * @param share weight of each image beside the partner that it is mixed with; 1 where none is
     */
    Tensor loss(Tensor outputs, int count, double share);

    /**
     * The loss of a batch whose targets are a teacher's outputs, a mean over its images, to be differentiated.
     *
     * @param outputs numbers that the student's head gave (image, {@link #width}), in 32 bits
     * @param teacherOutputs numbers that the teacher's head gave for the same images
     * @param count number of images in the batch
     * @param share weight of each image beside the partner that it is mixed with; 1 where none is
     */
    Tensor distillation(Tensor outputs, Tensor teacherOutputs, int count, double share);

    /** A new score of a set's images, of none yet. */
    Score score(ImageSet set);

    /** Writes the answers to all images of validation and test. */
    void write(Path file, Score validation, Score test);

    /** A score that is computed batch by batch. */
    interface Score {
        /**
         * Adds a batch.
         *
         * @param outputs numbers that the head gave (image, {@link #width}), in 32 bits
         * @param count number of images in the batch
         */
        void add(Tensor outputs, int count);

        /** The score of all images added so far. */
        double value();
    }

    /**
     * The training half of the task that a network's head is for.
     *
     * @param input memory of the batches
     */
    static TaskTraining of(Architecture network, Recipe recipe, DataSet data, Setup setup, BatchTensor input) {
        if (network instanceof Detector detector) {
            return DetectionTraining.of(detector, recipe, data, setup, input);
        }
        return new ClassificationTraining(
                network,
                new Classification(network.classes(), setup.score()),
                recipe.labelSmoothing(),
                ClassWeights.of(recipe, network.classes(), data.train().labels(), setup.device()),
                input);
    }
}
