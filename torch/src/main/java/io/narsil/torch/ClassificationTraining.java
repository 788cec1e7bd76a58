package io.narsil.torch;

import io.narsil.data.ImageSet;
import io.narsil.data.Predictions;
import io.narsil.network.Architecture;
import io.narsil.network.Interpreter;
import io.narsil.task.Classification;
import io.narsil.task.Confusion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Classification: cross entropy of the logits with smoothed labels (Szegedy et al. 2016), mixed as the images are (Zhang et al.
 * 2018) or given by a teacher (Hinton et al. 2015).
 *
 * @param network network with one output, the logits
 * @param task classes and score
 * @param labelSmoothing share of the target that all classes have in common
 * @param weights weights of the images of each class in the loss; empty for all alike
 * @param input memory of the batches, with their labels and those of the partners that images are mixed with
 */
record ClassificationTraining(
        Architecture network, Classification task, double labelSmoothing, Optional<Tensor> weights, BatchTensor input)
        implements TaskTraining {
    private static final long EACH_IMAGE = 0;
    private static final long MEAN_OVER_BATCH = 1;

    @Override
    public int width() {
        return task.classes();
    }

    @Override
    public Tensor outputs(Interpreter<Tensor> reader, Tensor images) {
        return network.outputs(reader, images).get(0);
    }

    @Override
    public Tensor loss(Tensor logits, int count, double share) {
        Tensor loss = crossEntropy(logits, input.labelTensor(count));
        if (share == 1) {
            return loss;
        }
        Tensor other = crossEntropy(logits, input.partnerTensor(count));
        return loss.mul(new Scalar(share)).add(other, new Scalar(1 - share));
    }

    /** With weights, as PyTorch's: the sum over the images, each times its class's weight, over the sum of the weights. */
    private Tensor crossEntropy(Tensor logits, Tensor labels) {
        if (weights.isEmpty()) {
            return crossEntropy(logits, labels, MEAN_OVER_BATCH);
        }
        return weighted(crossEntropy(logits, labels, EACH_IMAGE), weights.get().index_select(0, labels));
    }

    private Tensor crossEntropy(Tensor logits, Tensor labels, long reduction) {
        return torch.cross_entropy_loss(logits, labels, new TensorOptional(), reduction, -100, labelSmoothing);
    }

    private static Tensor weighted(Tensor losses, Tensor weights) {
        return losses.mul(weights).sum().div(weights.sum());
    }

    @Override
    public Tensor distillation(Tensor logits, Tensor teacherLogits, int count, double share) {
        Tensor wanted = torch.softmax(teacherLogits, 1);
        Tensor products = wanted.mul(torch.log_softmax(logits, 1));
        if (weights.isEmpty()) {
            return products.sum().mul(new Scalar(-1.0 / logits.size(0)));
        }
        return weighted(products.sum(1).neg(), mixed(count, share));
    }

    /** The weights of images, which are as mixed as they are. */
    private Tensor mixed(int count, double share) {
        Tensor own = weights.orElseThrow().index_select(0, input.labelTensor(count));
        Tensor partners = weights.orElseThrow().index_select(0, input.partnerTensor(count));
        return own.mul(new Scalar(share)).add(partners, new Scalar(1 - share));
    }

    @Override
    public Score score(ImageSet set) {
        return new Answers();
    }

    @Override
    public void write(Path file, Score validation, Score test) {
        Predictions.write(file, ((Answers) validation).answers(), ((Answers) test).answers());
    }

    private final class Answers implements Score {
        private final Confusion confusion = new Confusion(task.classes());
        private int[] answers = new int[256];
        private int images;

        @Override
        public void add(Tensor logits, int count) {
            int[] named = Floats.ints(logits.argmax(new LongOptional(1), false));
            if (images + count > answers.length) {
                answers = Arrays.copyOf(answers, Math.max(2 * answers.length, images + count));
            }
            for (int i = 0; i < count; i++) {
                confusion.add((int) input.labels()[i], named[i]);
                answers[images++] = named[i];
            }
        }

        @Override
        public double value() {
            return task.score().of(confusion);
        }

        /** The class that is named for each image. */
        private int[] answers() {
            return Arrays.copyOf(answers, images);
        }
    }
}
