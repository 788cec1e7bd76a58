package io.narsil.torch;

import io.narsil.detector.BatchTargets;
import io.narsil.detector.Decoder;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of a detector: quality focal loss for the classes (Li et al. 2020, arXiv:2006.04388), whose target at a place that has a class
 * is the IoU of the box that is said there, and so needs no further branch; and a multiple of one less generalized IoU (Rezatofighi et
 * al. 2019) for the boxes. Both are sums over all images, divided by the number of places that have a class.
 *
 * @param classes number of classes
 * @param boxes weight of the boxes beside the classes
 */
record DetectionLoss(int classes, double boxes) {
    private static final long EACH = 0;

    /** Against a division by 0 where a box has shrunk to nothing. */
    private static final double TINY = 1e-9;

    /** The weight of the boxes that GFL and its followers take. */
    static DetectionLoss usual(int classes) {
        return new DetectionLoss(classes, 2);
    }

    /** @param outputs logits of the classes and logarithms of the sides (image, place, classes + 4) */
    Tensor of(Tensor outputs, BatchTargets targets) {
        Tensor places = outputs.flatten(0, 1);
        Tensor logits = places.narrow(1, 0, classes);
        int count = targets.positives().length;
        Tensor wanted = torch.zeros_like(logits);
        Tensor loss = torch.zeros(new long[] {}, outputs.options());
        if (count > 0) {
            Tensor positives = Tensor.create(targets.positives()).to(outputs.device(), torch.ScalarType.Long);
            Overlap overlap = overlap(places.narrow(1, classes, 4).index_select(0, positives), targets);
            loss = overlap.generalized().neg().add(new Scalar(1)).sum().mul(new Scalar(boxes));
            long[] entries = new long[count];
            for (int i = 0; i < count; i++) {
                entries[i] = targets.positives()[i] * classes + targets.labels()[i];
            }
            wanted.view(-1)
                    .index_copy_(
                            0,
                            Tensor.create(entries).to(outputs.device(), torch.ScalarType.Long),
                            overlap.plain().detach());
        }
        return loss.add(quality(logits, wanted, targets)).div(new Scalar(Math.max(1, count)));
    }

    /** The focus is on places where certainty is far from what it should be, be that a class or none. */
    private static Tensor quality(Tensor logits, Tensor wanted, BatchTargets targets) {
        Tensor off = wanted.sub(torch.sigmoid(logits));
        Tensor each = torch.binary_cross_entropy_with_logits(
                        logits, wanted, new TensorOptional(), new TensorOptional(), EACH)
                .mul(off.mul(off));
        if (targets.unsaid().length > 0) {
            Tensor unsaid = Tensor.create(targets.unsaid()).to(logits.device(), torch.ScalarType.Long);
            each = each.index_fill(0, unsaid, new Scalar(0));
        }
        return each.sum();
    }

    /** How far boxes agree with those that are wanted, each seen from its place. */
    private record Overlap(Tensor plain, Tensor generalized) {}

    private static Overlap overlap(Tensor logarithms, BatchTargets targets) {
        Tensor found = logarithms.clamp_max(new Scalar(Decoder.LARGEST)).exp();
        Tensor wanted = Tensor.create(targets.sides())
                .to(found.device(), found.scalar_type())
                .view(-1, 4);
        Tensor shared = area(torch.minimum(found, wanted));
        Tensor covered = area(found).add(area(wanted)).sub(shared);
        Tensor hull = area(torch.maximum(found, wanted));
        Tensor plain = shared.div(covered.add(new Scalar(TINY)));
        return new Overlap(plain, plain.sub(hull.sub(covered).div(hull.add(new Scalar(TINY)))));
    }

    /** The area of boxes that reach so far to the left, top, right and bottom. */
    private static Tensor area(Tensor sides) {
        Tensor size = sides.narrow(1, 0, 2).add(sides.narrow(1, 2, 2));
        return size.select(1, 0).mul(size.select(1, 1));
    }
}
