package io.narsil.torch;

import io.narsil.task.Classification;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Classification: cross entropy of the logits with smoothed labels (Szegedy et al. 2016), mixed as the images are (Zhang et al.
 * 2018) or given by a teacher (Hinton et al. 2015); the score is the accuracy.
 *
 * @param task classes
 * @param labelSmoothing share of the target that all classes have in common
 * @param input memory of the batches, with their labels and those of the partners that images are mixed with
 */
record ClassificationTraining(Classification task, double labelSmoothing, BatchTensor input) implements TaskTraining {
    @Override
    public Tensor loss(Tensor logits, int count, double share) {
        Tensor loss = crossEntropy(logits, input.labelTensor(count));
        if (share == 1) {
            return loss;
        }
        Tensor other = crossEntropy(logits, input.partnerTensor(count));
        return loss.mul(new Scalar(share)).add(other, new Scalar(1 - share));
    }

    private Tensor crossEntropy(Tensor logits, Tensor labels) {
        long meanOverBatch = 1;
        return torch.cross_entropy_loss(logits, labels, new TensorOptional(), meanOverBatch, -100, labelSmoothing);
    }

    @Override
    public Tensor distillation(Tensor logits, Tensor teacherLogits) {
        Tensor wanted = torch.softmax(teacherLogits, 1);
        return wanted.mul(torch.log_softmax(logits, 1)).sum().mul(new Scalar(-1.0 / logits.size(0)));
    }

    @Override
    public Score score() {
        return new Accuracy();
    }

    private final class Accuracy implements Score {
        private long right;
        private long images;

        @Override
        public void add(Tensor logits, int count) {
            Tensor hits = logits.argmax(new LongOptional(1), false).eq(input.labelTensor(count));
            right += hits.sum().item_long();
            images += count;
        }

        @Override
        public double value() {
            return (double) right / images;
        }
    }
}
