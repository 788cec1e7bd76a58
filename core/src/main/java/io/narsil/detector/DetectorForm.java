package io.narsil.detector;

import io.narsil.network.Activation;
import io.narsil.network.Network;

/**
 * What is made of a backbone.
 *
 * @param neck channels of the levels
 * @param depth convolutions of the head before its answers
 */
public record DetectorForm(int neck, int depth) {
    /** NanoDet's for backbones of this size. */
    public static final DetectorForm USUAL = new DetectorForm(96, 2);

    /** The detector of this form on a backbone. */
    public Detector of(Network backbone) {
        return new Detector(backbone, new Neck(neck), new DenseHead(depth), Activation.RELU);
    }
}
