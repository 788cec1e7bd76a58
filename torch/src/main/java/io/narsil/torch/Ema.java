package io.narsil.torch;

import org.bytedeco.pytorch.Scalar;

/**
 * An exponential moving average (EMA) of weights and of batch norm's statistics, updated after every step.
 *
 * <p>The decay rises to its final value as (1 + t) / (10 + t), as in TensorFlow: otherwise, after a few hundred steps,
 * the EMA would still be dominated by the first weights.
 */
final class Ema {
    private final Weights source;
    private final Weights ema;
    private final double decay;

    Ema(Weights source, double decay) {
        this.source = source;
        this.ema = source.another();
        this.decay = decay;
        ema.trained().copy_(source.trained());
        ema.statistics().copy_(source.statistics());
    }

    /** Updates the EMA with the source's values, after the step numbered {@code step}, from 1. */
    void update(long step) {
        Scalar share = new Scalar(1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
        ema.trained().lerp_(source.trained(), share);
        ema.statistics().lerp_(source.statistics(), share);
    }

    Weights weights() {
        return ema;
    }
}
