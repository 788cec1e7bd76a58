package io.narsil.space;

import io.narsil.latency.LatencyModel;

/**
 * What is searched: a space, what its networks look at, and what they cost.
 *
 * @param input the shape of the images, and their classes
 * @param costs of the space's candidates, exact
 */
public record Problem(SearchSpace space, InputSpec input, StageCosts costs) {
    /** A problem without latencies. */
    public static Problem of(SearchSpace space, InputSpec input) {
        return of(space, input, LatencyModel.NONE);
    }

    /**
     * A problem with the latencies of a device.
     *
     * @param latency the model of its profile
     */
    public static Problem of(SearchSpace space, InputSpec input, LatencyModel latency) {
        return new Problem(space, input, new StageCosts(space, input, latency));
    }

    /** The score that guessing reaches. */
    public double chance() {
        return 1.0 / input.classes();
    }
}
