package io.narsil.detector;

import io.narsil.boxes.Box;

/**
 * Generalized IoU (Rezatofighi et al. 2019, arXiv:1902.09630): the overlap of two boxes, less the share of their common hull that neither
 * covers. Unlike the overlap it still says which of two boxes is nearer where they do not touch, so that a network can learn
 * from it. Its loss is {@code 1 - of(a, b)}.
 */
public final class GeneralizedOverlap {
    private GeneralizedOverlap() {}

    /** The figure of two boxes: 1 where they are equal, down to -1 where they are far from each other. */
    public static double of(Box a, Box b) {
        double shared = a.shared(b);
        double covered = a.area() + b.area() - shared;
        double across = Math.max(a.right(), b.right()) - Math.min(a.left(), b.left());
        double down = Math.max(a.bottom(), b.bottom()) - Math.min(a.top(), b.top());
        double hull = across * down;
        return shared / covered - (hull - covered) / hull;
    }
}
