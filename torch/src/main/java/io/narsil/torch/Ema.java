package io.narsil.torch;

import org.bytedeco.pytorch.Scalar;

/**
 * An exponential moving average (EMA) of weights and of batch norm's statistics, updated after every step.
 *
 * <p>The decay rises to its value as (1 + t) / (10 + t), as TensorFlow's does: a training of a few hundred steps would
 * otherwise end with an average of its beginning.
 */
final class Ema {
    private final Weights source;
    private final Weights average;
    private final double decay;

    Ema(Weights source, double decay) {
        this.source = source;
        this.average = source.another();
        this.decay = decay;
        average.trained().copy_(source.trained());
        average.statistics().copy_(source.statistics());
    }

    /** Averages the source's values in, after the step numbered {@code step}, from 1. */
    void update(long step) {
        Scalar share = new Scalar(1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
        average.trained().lerp_(source.trained(), share);
        average.statistics().lerp_(source.statistics(), share);
    }

    Weights weights() {
        return average;
    }
}
