package io.narsil.torch;

import io.narsil.data.DataSet;
import io.narsil.data.DetectedFile;
import io.narsil.data.ImageSet;
import io.narsil.data.Marked;
import io.narsil.data.MarkedSet;
import io.narsil.data.Part;
import io.narsil.detector.AdaptiveAssignment;
import io.narsil.detector.Assignment;
import io.narsil.detector.BatchTargets;
import io.narsil.detector.CentreAssignment;
import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import io.narsil.detector.FoundObjects;
import io.narsil.detector.Grid;
import io.narsil.network.Interpreter;
import io.narsil.recipe.Recipe;
import io.narsil.task.Detection;
import io.narsil.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Detection: targets come from the boxes that are marked, which have followed their images through all augmentations, and are computed
 * in Java; scored by mAP.
 *
 * @param detector network with answers at the places of its levels
 * @param train objects of the training images
 * @param scored objects of a set's images, on which the network is scored
 * @param input memory of the batches
 */
record DetectionTraining(
        Detector detector,
        Assignment assignment,
        MarkedSet train,
        Function<ImageSet, MarkedSet> scored,
        BatchTensor input)
        implements TaskTraining {

    private static final int SIDES = 4;

    /** The training half of a detector's task. */
    // A part of a data set is told by which it is, and not by its images.
    @SuppressWarnings("ReferenceEquality")
    static DetectionTraining of(Detector detector, Recipe recipe, DataSet data, Setup setup, BatchTensor input) {
        Map<Part, List<Marked>> marked = setup.marked()
                .orElseThrow(() -> new IllegalArgumentException("a detector needs what is marked in its images"));
        refuse(setup.teacher().isPresent(), "a detector has no teacher");
        refuse(recipe.mixup() > 0, "mixup: images with objects are not mixed");
        refuse(
                recipe.autoAugment() > 0 || recipe.randAugment() > 0,
                "auto_augment, rand_augment: boxes cannot follow what turns and shears images");
        refuse(recipe.trainingSize() < 1, "training_size: boxes are of the size that a detector is made for");
        int size = detector.input().height();
        Function<ImageSet, MarkedSet> scored = set ->
                MarkedSet.of(marked.get(set == data.test() ? Part.TEST : Part.VALIDATION), set, data.fit(), size);
        MarkedSet train = MarkedSet.of(marked.get(Part.TRAIN), data.train(), data.fit(), size);
        return new DetectionTraining(detector, assignment(recipe), train, scored, input);
    }

    private static Assignment assignment(Recipe recipe) {
        return switch (recipe.assignment()) {
            case CENTRE -> CentreAssignment.USUAL;
            case ATSS -> AdaptiveAssignment.USUAL;
        };
    }

    private static void refuse(boolean impossible, String reason) {
        if (impossible) {
            throw new IllegalArgumentException(reason);
        }
    }

    @Override
    public Task task() {
        return new Detection(detector.classes());
    }

    @Override
    public int width() {
        return Grid.count(detector.grids()) * (detector.classes() + SIDES);
    }

    /** Of each image and place, level by level, the logits of the classes and the logarithms of the sides. */
    @Override
    public Tensor outputs(Interpreter<Tensor> reader, Tensor images) {
        TensorVector levels = new TensorVector();
        for (Detector.Answers<Tensor> level : detector.answers(reader, images)) {
            levels.push_back(torch.cat(new TensorVector(level.classes(), level.sides()), 1)
                    .permute(0, 2, 3, 1)
                    .flatten(1, 2));
        }
        return torch.cat(levels, 1);
    }

    @Override
    public Tensor loss(Tensor outputs, int count, double share) {
        BatchTargets targets = BatchTargets.of(train.seen(input.drawn()), detector.grids(), assignment);
        return DetectionLoss.usual(detector.classes()).of(outputs, targets);
    }

    @Override
    public Tensor distillation(Tensor outputs, Tensor teacherOutputs, int count, double share) {
        throw new UnsupportedOperationException("a detector has no teacher");
    }

    @Override
    public Score score(ImageSet set) {
        MarkedSet marked = scored.apply(set);
        return new Found(new FoundObjects(detector, Decoder.USUAL, marked.objects(), marked.ways()));
    }

    @Override
    public void write(Path file, Score validation, Score test) {
        DetectedFile.write(
                file,
                ((Found) validation).objects().boxes(),
                ((Found) test).objects().boxes());
    }

    private record Found(FoundObjects objects) implements Score {
        @Override
        public void add(Tensor outputs, int count) {
            objects.add(Floats.of(outputs), count);
        }

        @Override
        public double value() {
            return objects.meanPrecision();
        }
    }
}
